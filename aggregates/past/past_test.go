package past_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/ads"
	"tandem/aggregates/importers/facebook"
	"tandem/aggregates/importers/insights"
	"tandem/aggregates/importers/instagram"
	"tandem/aggregates/imports"
	"tandem/aggregates/past"
	"tandem/aggregates/period"
	"tandem/aggregates/property"
	"tandem/aggregates/rollup"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
	"tandem/seeds"
)

// bench is a data file into which exports come at times a test sets.
type bench struct {
	testing.TB
	desk  *imports.Desk
	scope store.Scope
	now   time.Time
}

func open(t testing.TB) *bench {
	t.Helper()
	db := storetest.Open(t)
	b := &bench{TB: t, scope: storetest.Organization(t, db, "Northgate"), now: time.Date(2026, 11, 17, 9, 0, 0, 0, time.UTC)}
	var layouts []importers.Layout
	for _, l := range [][]importers.Layout{facebook.Layouts(), instagram.Layouts(), insights.Layouts(), ads.Layouts()} {
		layouts = append(layouts, l...)
	}
	b.desk = &imports.Desk{DB: db, Layouts: layouts, Log: quiet, Finish: rollup.Rebuild, Now: func() time.Time { return b.now }}
	return b
}

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

// weeks are the exports of one small business, made at the end of several days: each holds the days before it anew.
func weeks(t testing.TB, days ...period.Day) [][]seeds.Property {
	t.Helper()
	var out [][]seeds.Property
	for _, d := range days {
		made, err := seeds.Write(filepath.Join(t.TempDir(), d.String()), d.Time(), seeds.Standard+2)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, made[seeds.Standard:])
	}
	return out
}

func (b *bench) property(p seeds.Property) property.Property {
	b.Helper()
	n := property.New{Name: p.Name, Timezone: p.Timezone, Currency: p.Currency, FacebookPage: p.FacebookPage, InstagramAccount: p.InstagramAccount}
	if p.AdAccount != "" {
		n.AdAccounts = []string{p.AdAccount}
	}
	out, err := property.Add(context.Background(), b.scope, n, b.now)
	if err != nil {
		b.Fatal(err)
	}
	return out
}

// bring imports the files of an export and gives their imports.
func (b *bench) bring(property int64, p seeds.Property) (ids []int64) {
	b.Helper()
	for _, f := range p.Files {
		i, err := b.desk.File(context.Background(), b.scope, f.Path, filepath.Base(f.Path), imports.Who{Via: "command", Source: "file"},
			imports.Choice{Property: property, Platform: f.Platform}, false, nil)
		if err != nil {
			b.Fatalf("%s: %v", f.Path, err)
		}
		ids = append(ids, i.ID)
	}
	return ids
}

// rows are the rows of a table as text, without what a file of the past leaves out.
func rows(t testing.TB, db *store.DB, table string) []string {
	t.Helper()
	r, err := db.Reader().Query("select * from " + table)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	names, _ := r.Columns()
	var out []string
	for r.Next() {
		cells, dest := make([]any, len(names)), make([]any, len(names))
		for i := range cells {
			dest[i] = &cells[i]
		}
		if err := r.Scan(dest...); err != nil {
			t.Fatal(err)
		}
		var line strings.Builder
		for i, n := range names {
			fmt.Fprintf(&line, "%s=%v ", n, cells[i])
		}
		out = append(out, line.String())
	}
	slices.Sort(out)
	return out
}

func build(t testing.TB, b *bench, q past.Question) *store.DB {
	t.Helper()
	db, err := past.Build(context.Background(), b.scope, q, filepath.Join(t.TempDir(), "past"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// facts and rollups are what a page reads; the rest of the tables is machinery, people, or what waits.
var (
	facts = []string{"organization", "property", "channel", "channel_link", "import", "post", "post_observation", "series_value", "audience_share", "absence",
		"apart_figure", "twin_verdict", "annotation", "ads_object", "ads_object_name", "ads_cut", "ads_segment", "ads_result_kind", "ads_setting", "ads_cover", "ads_row",
		"conversation", "conversation_import"}
	rollups = []string{"figure", "figure_window", "best_post", "same_post", "twin", "twin_doubt", "post_age", "ads_figure", "ads_total", "ads_window", "settling", "known_run"}
	others  = []string{
		"users", "sessions", "sign_in_failure", "membership", "property_grant", "api_token", "audit", "turn", "goose_db_version", "data_version", // people and machinery
		"import_rejection", "import_drop", "import_drop_file", "mapping", // of importing, not of a page
		"dirty_post", "dirty_day", "ads_sum", // of rebuilding
		"message", "message_import", // of the inbox, which is not seen as of a day
		"annotation_version",   // what stood then is copied as the annotations of then
		"twin_verdict_version", // and what was said as the verdicts of then
	}
)

// Every table is copied, rebuilt or left out on purpose: a new one must say which.
func TestEveryTableHasItsPlaceInThePast(t *testing.T) {
	db := storetest.Open(t)
	r, err := db.Reader().Query("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	all := slices.Concat(facts, rollups, others)
	for r.Next() {
		var name string
		if err := r.Scan(&name); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(all, name) {
			t.Errorf("table %s: is it of a property and copied by room past (a query and a line in copied), rebuilt, or left out? Say so in this test's lists", name)
		}
	}
	for _, name := range past.Copied() {
		if !slices.Contains(facts, name) {
			t.Errorf("table %s is copied and is none of the facts", name)
		}
	}
	if len(past.Copied())+1 != len(facts) { // the organization is put by itself
		t.Errorf("%d tables are copied, facts has %d", len(past.Copied()), len(facts))
	}
}

// The second computation: a data file into which only the imports of the day and before were ever brought holds the same rows in every table that a page reads.
func TestThePastIsWhatOnlyTheImportsByThenMake(t *testing.T) {
	first, second, third := period.Date(2026, 8, 24), period.Date(2026, 9, 14), period.Date(2026, 11, 9)
	exports := weeks(t, first, second, third)
	then, now := open(t), open(t)
	var business property.Property
	var undone int64
	for n, b := range []*bench{then, now} {
		business = b.property(exports[0][0])
		for i, d := range []period.Day{first, second, third} {
			if n == 0 && i == 2 {
				break // the file of then never saw the third export
			}
			b.now = d.Time().Add(9 * time.Hour)
			ids := b.bring(business.ID, exports[i][0])
			if i == 1 {
				undone = ids[0]
			}
		}
	}
	if _, err := now.desk.Undo(context.Background(), now.scope, undone); err != nil { // undone since: not in the past either
		t.Fatal(err)
	}
	if _, err := then.desk.Undo(context.Background(), then.scope, undone); err != nil {
		t.Fatal(err)
	}
	now.now = first.Time()
	now.bring(now.property(exports[0][1]).ID, exports[0][1]) // another property
	stranger := &bench{TB: t, desk: now.desk, scope: storetest.Organization(t, now.desk.DB, "Southgate"), now: now.now}
	stranger.bring(stranger.property(exports[0][0]).ID, exports[0][0]) // and another organization
	past := build(t, now, past.Question{Property: business.ID, Day: second, Zone: business.Location()})
	for _, table := range slices.Concat(facts, rollups) {
		if table == "import" {
			continue // the undone one is history in the real file and not taken along
		}
		want, got := rows(t, then.desk.DB, table), rows(t, past, table)
		if !slices.Equal(want, got) {
			t.Errorf("%s: %d rows, a file of these imports alone has %d", table, len(got), len(want))
			for i := range min(len(want), len(got)) {
				if want[i] != got[i] {
					t.Logf("want %s\n got %s", want[i], got[i])
					break
				}
			}
		}
		if len(want) > 0 && slices.Equal(want, rows(t, now.desk.DB, table)) && slices.Contains(rollups, table) && table != "same_post" {
			t.Errorf("%s: the past equals the present, so the test shows nothing", table)
		}
	}
	if d, err := rollup.Verify(context.Background(), past.For(now.scope.Organization())); err != nil || len(d) > 0 {
		t.Errorf("verify: %v %v", d, err)
	}
	if p, err := past.Check(context.Background()); err != nil || len(p) > 0 {
		t.Errorf("check: %v %v", p, err)
	}
	holdsOnly(t, past, business)
}

// holdsOnly fails the test for a row of another property or organization in a file of the past, or of people.
func holdsOnly(t *testing.T, db *store.DB, p property.Property) {
	t.Helper()
	for table, column := range map[string]string{"property": "id", "channel": "property", "post": "property", "import": "property"} {
		lines := rows(t, db, table)
		for _, line := range lines {
			if !strings.Contains(" "+line, fmt.Sprintf(" %s=%d ", column, p.ID)) {
				t.Errorf("%s holds %s", table, line)
			}
		}
		if len(lines) == 0 {
			t.Errorf("%s holds nothing", table)
		}
	}
	for _, table := range facts {
		for _, line := range rows(t, db, table) {
			if table != "organization" && !strings.Contains(" "+line, fmt.Sprintf(" organization=%d ", p.Organization)) {
				t.Errorf("%s holds %s", table, line)
			}
		}
	}
	if names := rows(t, db, "organization"); len(names) != 1 {
		t.Error("organizations", names)
	}
	for _, table := range others {
		if table != "goose_db_version" && table != "data_version" && storetest.Count(t, db, table) > 0 {
			t.Errorf("%s has rows", table)
		}
	}
	if info, err := os.Stat(db.Path()); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is open to others: %v %v", info.Mode(), err)
	}
}

// The day ends at the property's midnight, and what counts is when an import was recorded, not what it is about.
func TestADayEndsAtThePropertysMidnight(t *testing.T) {
	b := open(t)
	p, err := property.Add(context.Background(), b.scope, property.New{Name: "Far", Timezone: "Pacific/Auckland"}, b.now)
	if err != nil {
		t.Fatal(err)
	}
	day := period.Date(2026, 3, 1)
	midnight := time.Date(2026, 3, 2, 0, 0, 0, 0, p.Location())
	for i, at := range []time.Time{midnight.Add(-time.Millisecond), midnight} {
		storetest.Exec(t, b.desk.DB, `insert into import (organization, property, via, source, file, kind, state, created_at, finished_at)
			values (?, ?, 'page', 'file', ?, 'insights_days', 'stored', 1, ?)`, b.scope.Organization(), p.ID, fmt.Sprint(i), at.UnixMilli())
	}
	for d, want := range map[period.Day]int{day - 1: 0, day: 1, day + 1: 2} {
		db := build(t, b, past.Question{Property: p.ID, Day: d, Zone: p.Location()})
		if n := storetest.Count(t, db, "import"); n != want {
			t.Errorf("as of %s: %d imports, want %d", d, n, want)
		}
	}
	if at, ok, err := past.First(context.Background(), b.scope, p.ID); err != nil || !ok || !at.Equal(midnight.Add(-time.Millisecond)) {
		t.Errorf("first record %v %v %v", at, ok, err)
	}
	if _, ok, err := past.First(context.Background(), b.scope, p.ID+1); err != nil || ok {
		t.Errorf("first record of nothing: %v %v", ok, err)
	}
}
