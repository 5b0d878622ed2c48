// Package works is what worked: at which hours, in which formats and at which lengths the own posts of a channel did best, and which of one channel's good posts the
// other channel never saw.
//
// What may enter: questions over own posts that put many of them side by side at equal age, each answer with the number of posts behind it, and "too few to say" as
// an answer. What stays out: single posts and lists of them (content, whose places it uses), sums of a period (totals), and why a figure changed.
package works
