// Package content answers questions about what was published: pieces of a period, the best of them, one post with everything reported of it.
//
// A piece is what was published: a twin, or a post without one. A twin is one row with two legs; its interactions are added, its people are an interval, its views
// are added and may count one person twice. What may enter: reading the rollups of posts, twins and best posts, putting legs together, places among own posts. What
// stays out: choosing winners among observations (rollup), sums of a period (totals), words and addresses of pages.
package content
