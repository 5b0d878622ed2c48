// Package change says why a figure is another than before: it takes the difference of two periods apart into steps that add up to it exactly.
//
// The steps are by means, since medians do not add, and stand in one order: how many there were, their mix of platforms and of formats, what each of them brought, and
// the paid part of that. What may enter: the decomposition, its rounding for the eye, the sums of posts by channel and format it rests on, and when nothing can be
// said. What stays out: words of pages, figures of a period (totals), reports of ads (ads), which a caller hands in as cells.
package change
