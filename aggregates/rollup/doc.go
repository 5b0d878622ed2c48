// Package rollup rebuilds what pages read from the facts: the winners of a post's observations, figures per day, week and month, best content, twins and
// ads sums.
//
// A rollup is always recomputed and replaced, never added to, so rebuilding twice changes nothing and any order of imports ends in the same rows. What
// may enter: choosing winners, summing, marking days. What stays out: reading files and answering pages.
package rollup
