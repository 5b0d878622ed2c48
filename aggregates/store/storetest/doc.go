// Package storetest opens fresh data files for tests: real SQLite in a temporary folder, migrated, with one organization.
package storetest
