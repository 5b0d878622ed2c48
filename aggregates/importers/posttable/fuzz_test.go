package posttable_test

import (
	"context"
	"testing"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/importers/posttable"
	"tandem/aggregates/importers/sheet"
)

// FuzzMapped reads arbitrary bytes by a mapping of four columns.
func FuzzMapped(f *testing.F) {
	l := posttable.Layouts()[0]
	read := l.Read
	l.Recognise = func([]sheet.Row) bool { return true }
	l.Read = func(ctx context.Context, file *sheet.File, o importers.Options, s importers.Sink) error {
		o.Platform, o.Columns = "facebook", map[string]string{"a": "Post ID", "b": "Publish time", "c": "Reactions", "d": "Page or account ID"}
		return read(ctx, file, o, s)
	}
	importertest.Fuzz(f, l, "a,b,c,d\n1_2,3/4/2026 5:06,7,8\n1_2,13/4/2026 5:06 PM,7,8\n", "a;b;c\n5;2026-03-29T01:30:00+02:00;1\n6;3.4.2026;\n", "a\tb\n1\t2026-01-01 25:00\n")
}
