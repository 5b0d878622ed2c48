// Package fault gives every error of the program a kind, a sentence for the person and a hidden cause.
//
// What may enter: kinds and how they combine. What stays out: HTTP statuses, exit codes, page texts;
// handlers and cmd translate kinds at their own edge.
package fault
