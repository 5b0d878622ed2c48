// Package pagetest asks the site as a browser would: through a real connection, with cookies, form tokens and the sign-in page.
// It is for tests only.
package pagetest
