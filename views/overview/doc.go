// Package overview draws one business on one page: the number band joined to the large chart, best content, ads at a glance, what needs
// attention, what is kept here, and the first run.
//
// What may enter: finished models. What stays out: choosing between definitions, comparing, adding (aggregates), and the words of reasons (parts).
package overview
