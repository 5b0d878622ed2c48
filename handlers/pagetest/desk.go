package pagetest

import (
	"log/slog"
	"slices"
	"time"

	"tandem/aggregates/importers/ads"
	"tandem/aggregates/importers/facebook"
	"tandem/aggregates/importers/insights"
	"tandem/aggregates/importers/instagram"
	"tandem/aggregates/importers/legacy"
	"tandem/aggregates/importers/posttable"
	"tandem/aggregates/importers/takeout"
	"tandem/aggregates/imports"
	"tandem/aggregates/rollup"
	"tandem/aggregates/store"
)

// desk is the import desk of a world, with the layouts of the export files that tests bring in.
func desk(db *store.DB, log *slog.Logger, now func() time.Time) *imports.Desk {
	layouts := slices.Concat(facebook.Layouts(), instagram.Layouts(), insights.Layouts(), legacy.Layouts(), ads.Layouts(), posttable.Layouts(),
		takeout.Layouts())
	return &imports.Desk{DB: db, Layouts: layouts, Log: log, Now: now, Finish: rollup.Rebuild}
}
