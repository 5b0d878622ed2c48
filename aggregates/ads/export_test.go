package ads

import "tandem/aggregates/store"

// Queries are the texts of this room, for the test that prepares them all.
func Queries() store.Queries { return queries }
