// Package contenttest fills a property with a handful of invented posts, through the same importers, facts and rollups that a person's files take. It is for tests
// only.
package contenttest
