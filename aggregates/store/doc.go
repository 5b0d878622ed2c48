// Package store is the data file: opening it, its two pools, transactions, named queries, migrations and the kinds of its errors.
//
// What may enter: what every room needs of SQLite. What stays out: any subject's SQL, which lives in that subject's queries folder.
//
// One connection writes, a small pool reads (write-ahead log); settings stand in the connection string because a PRAGMA run by
// Exec binds one connection only. Durability is synchronous=FULL: what was acknowledged survives a power cut.
package store
