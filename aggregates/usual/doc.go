// Package usual knows what a property's own days usually bring: for each day the range of the same weekday in the twelve weeks before it, and which days left it.
//
// Only what came before a day says what was usual then, so nothing that happens later makes it ordinary. What may enter: the history of daily account figures, ranges,
// the days outside them. What stays out: figures and comparisons of a period (totals), words of pages.
package usual
