// Package past draws what stands in the place of a page as of a past day that cannot be shown, or not yet: nothing was recorded by then, or the figures are being put
// together.
package past
