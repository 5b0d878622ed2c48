// Package shell is the frame around every page: navigation, header, period and
// platform choice, messages, and the bare layout of sign-in, set-up and error pages.
//
// It enters with one Frame, filled by the handlers, and gives the page's own content
// as children. It knows addresses only as finished strings; which rooms a person may
// open is decided before. Figures, queries and permissions stay out.
package shell
