package main

import (
	"slices"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/ads"
	"tandem/aggregates/importers/facebook"
	"tandem/aggregates/importers/insights"
	"tandem/aggregates/importers/instagram"
	"tandem/aggregates/importers/legacy"
	"tandem/aggregates/importers/posttable"
	"tandem/aggregates/importers/takeout"
)

// layouts are all kinds of files Tandem knows. At most one of them recognises a file, so the order does not matter.
func layouts() []importers.Layout {
	return slices.Concat(facebook.Layouts(), instagram.Layouts(), insights.Layouts(), legacy.Layouts(), ads.Layouts(), posttable.Layouts(),
		takeout.Layouts())
}
