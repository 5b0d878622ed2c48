// Package ads answers what the money of ad accounts bought: totals per currency, sums over time, campaigns.
//
// Reports of one account slice the same money in several ways (cuts). A total takes one cut for each stretch of days: the one that covers most of them, then the
// one with the fewest breakdowns; another cut only fills days the first has nothing of. A row counts only if its window lies inside the range, and windows
// of one object that overlap are never both counted. What may enter: questions of pages, totals and API about ads. What stays out: storing, rebuilding,
// formats of pages.
package ads
