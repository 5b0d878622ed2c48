// Package interval holds the honest arithmetic of unique people: over days, posts and channels they are never added, so what is known is an interval.
//
// What may enter: the algorithm and its property tests. What stays out: where windows come from and how an interval is drawn.
package interval
