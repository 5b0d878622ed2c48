// Package totals answers what a property's figures are over a period: one question for pages, API and command line alike, so that nothing is computed twice in two
// ways.
//
// What may enter: sums over rollups, intervals, reasons, series for charts. What stays out: rebuilding rollups, formatting, requests.
package totals
