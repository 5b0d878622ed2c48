// Command tandem is the whole program: server, importer and administration in one binary.
//
// It is the only place that knows every room. What may enter: reading flags and environment, building what the rooms ask for, exit codes,
// words for the terminal. What stays out: rules, queries and pages.
package main
