// Package people holds who may come in and what each may do: organizations, users, memberships and grants, passwords, sessions,
// API tokens and the audit trail.
//
// What may enter: rules about persons and their rights, and the tables behind them. What stays out: cookies, requests and pages
// (handlers), and what a right opens (every other subject).
//
// A right is never remembered: Access and Member read it from the data file whenever they are asked, so that taking a right away
// works at the next request.
package people
