// Package instant reads days and times as other programs than Meta's write them.
//
// Two things about them cannot be known from one cell: whether 3/4/2026 is in March or in April, and which zone 14:30 is in. The order is decided where any cell of
// the column proves it, and else asked for; the zone is said by whoever maps the columns. What may enter: times of day, zones, and who decides the order. What stays out: how a day is taken apart and the exports of
// Business Suite, whose order and zone are known (room sheet), and what a column means.
package instant
