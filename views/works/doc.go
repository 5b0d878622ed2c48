// Package works draws which times, formats and lengths worked, and what one channel's good posts could bring on the other.
//
// Each picture is a table with its figures in words and small marks beside them, so that it can be read without colour and without sight. What stays out: lists of
// content (package content), and every decision about what is clear or too few, which its model holds as words.
package works
