package imports_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/ads"
	"tandem/aggregates/importers/facebook"
	"tandem/aggregates/importers/insights"
	"tandem/aggregates/importers/instagram"
	"tandem/aggregates/importers/legacy"
	"tandem/aggregates/importers/posttable"
	"tandem/aggregates/importers/takeout"
	"tandem/aggregates/imports"
	"tandem/aggregates/period"
	"tandem/aggregates/rollup"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
	"tandem/aggregates/totals"
	"tandem/seeds"

	"github.com/google/go-cmp/cmp"
)

// bench is a desk on a fresh data file with one organization and one property.
type bench struct {
	*testing.T
	desk     *imports.Desk
	scope    store.Scope
	property int64
}

func layouts() []importers.Layout {
	var all []importers.Layout
	for _, l := range [][]importers.Layout{facebook.Layouts(), instagram.Layouts(), insights.Layouts(), legacy.Layouts(), ads.Layouts(), takeout.Layouts(), posttable.Layouts()} {
		all = append(all, l...)
	}
	return all
}

func open(t *testing.T) bench {
	t.Helper()
	db := storetest.Open(t)
	s := storetest.Organization(t, db, "Northgate")
	d := &imports.Desk{DB: db, Layouts: layouts(), Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Finish: rollup.Rebuild,
		Now: func() time.Time { return time.Date(2026, 11, 17, 9, 0, 0, 0, time.UTC) }}
	return bench{t, d, s, storetest.Property(t, s, "Corner")}
}

// try imports one file and gives what came of it.
func (b bench) try(path string, c imports.Choice) (imports.Import, error) {
	c.Property = b.property
	return b.desk.File(context.Background(), b.scope, path, filepath.Base(path), imports.Who{Via: "command", Source: "file"}, c, false, nil)
}

func (b bench) file(path string, c imports.Choice) imports.Import {
	b.Helper()
	i, err := b.try(path, c)
	if err != nil {
		b.Fatalf("%s: %v", path, err)
	}
	return i
}

func (b bench) rebuild() {
	b.Helper()
	if err := rollup.Rebuild(context.Background(), b.scope); err != nil {
		b.Fatal(err)
	}
}

func (b bench) report(from, to string) totals.Report {
	b.Helper()
	b.rebuild()
	f, err := period.ParseDay(from)
	if err != nil {
		b.Fatal(err)
	}
	u, err := period.ParseDay(to)
	if err != nil {
		b.Fatal(err)
	}
	rep, err := totals.Find(context.Background(), b.scope, b.property, period.Range{From: f, To: u})
	if err != nil {
		b.Fatal(err)
	}
	return rep
}

// totals are the JSON of the figures over everything there can be.
func (b bench) totals() string {
	b.Helper()
	out, err := json.MarshalIndent(b.report("2010-01-01", "2027-12-31"), "", " ")
	if err != nil {
		b.Fatal(err)
	}
	return string(out)
}

func (b bench) verify() {
	b.Helper()
	diff, err := rollup.Verify(context.Background(), b.scope)
	if err != nil || len(diff) > 0 {
		b.Fatalf("verify: %v %v", diff, err)
	}
}

// genuine are the legacy files beside the project.
func genuine(t *testing.T) []string {
	t.Helper()
	list, _ := filepath.Glob("../../../shared/data/legacy_insights_vic/*.csv")
	if len(list) == 0 {
		t.Skip("the genuine legacy files are not beside the project (../shared/data)")
	}
	return list
}

// demo writes the demo's files and gives those of its first business.
func demo(t *testing.T) []seeds.File {
	t.Helper()
	properties, err := seeds.Write(t.TempDir(), time.Date(2026, 11, 17, 0, 0, 0, 0, time.UTC), 0)
	if err != nil {
		t.Fatal(err)
	}
	return properties[0].Files
}

func num(p *int64) int64 {
	if p == nil {
		return -1
	}
	return *p
}

func TestGenuineLegacyFilesGiveTheirPublishedTotals(t *testing.T) {
	alone(t)
	files := genuine(t)
	b := open(t)
	var posts string
	for _, f := range files {
		if strings.Contains(f, "(Post Level)") {
			b.file(f, imports.Choice{})
			posts = f
		}
	}
	rep := b.report("2014-11-01", "2015-02-28")
	f := rep.Content.Facebook
	got := []int64{num(f.Posts), num(f.Views), num(f.Reach.Upper), num(f.Reactions), num(f.Comments), num(f.Shares), num(f.Clicks)}
	if d := cmp.Diff([]int64{98, 148670, 54482, 897, 101, 269, 21246}, got); d != "" {
		t.Errorf("posts of the second file (posts, impressions, reach, likes, comments, shares, consumptions): %s", d)
	}
	rep = b.report("2014-02-28", "2014-08-23")
	f = rep.Content.Facebook
	got = []int64{num(f.Posts), num(f.Views), num(f.Reach.Upper), num(f.Reactions), num(f.Comments), num(f.Shares), num(f.Clicks)}
	if d := cmp.Diff([]int64{20, 2658, 1126, 21, -1, 1, 162}, got); d != "" {
		t.Errorf("posts of the first file: %s", d)
	}
	for _, f := range files {
		b.file(f, imports.Choice{})
	}
	for _, c := range []struct {
		from, to                           string
		first, last, likes, unlikes, views int64
		days                               int64
	}{
		{"2014-02-28", "2014-08-23", 128, 176, 51, 2, 15970, 177},
		{"2014-08-24", "2015-02-19", 176, 631, 477, 14, 307404, 180},
	} {
		a := b.report(c.from, c.to).Activity.Facebook
		got := []int64{num(a.Followers.First), num(a.Followers.Last), num(a.Follows), num(a.Unfollows), num(a.Views), a.Days}
		if d := cmp.Diff([]int64{c.first, c.last, c.likes, c.unlikes, c.views, c.days}, got); d != "" {
			t.Errorf("page %s (likes first, last, new, unlikes, impressions, days): %s", c.from, d)
		}
	}
	again := b.file(posts, imports.Choice{})
	if again.Stored != 0 || again.Unchanged != again.Rows {
		t.Errorf("the same file again: %+v", again)
	}
	b.verify()
}

func TestEveryFileTwiceAndInAnyOrderGivesTheSameTotals(t *testing.T) {
	alone(t)
	t.Parallel()
	files := demo(t)
	put := func(order []int, twice bool) (bench, string) {
		b := open(t)
		for _, k := range order {
			c := imports.Choice{Platform: files[k].Platform}
			b.file(files[k].Path, c)
			if twice {
				if i := b.file(files[k].Path, c); i.Stored != 0 {
					t.Errorf("%s again stored %d", i.File, i.Stored)
				}
			}
		}
		return b, b.totals()
	}
	order := make([]int, len(files))
	for i := range order {
		order[i] = i
	}
	first, want := put(order, true)
	first.verify()
	for seed := range uint64(2) {
		r := rand.New(rand.NewPCG(seed, 7))
		r.Shuffle(len(order), func(i, k int) { order[i], order[k] = order[k], order[i] })
		b, got := put(order, false)
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("order %v: %s", order, d)
		}
		b.verify()
	}
}

func TestUndoOfAnyImportBringsTheTotalsBack(t *testing.T) {
	alone(t)
	t.Parallel()
	files := demo(t)
	b := open(t)
	brought := map[int64]seeds.File{}
	for _, f := range files {
		brought[b.file(f.Path, imports.Choice{Platform: f.Platform}).ID] = f
	}
	want := b.totals()
	list, err := b.desk.List(context.Background(), b.scope, b.property, 1000, 0)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	r.Shuffle(len(list), func(i, k int) { list[i], list[k] = list[k], list[i] })
	for _, i := range list[:min(len(list), 12)] {
		if _, err := b.desk.Undo(context.Background(), b.scope, i.ID); err != nil {
			t.Fatal(err)
		}
		f := brought[i.ID]
		b.file(f.Path, imports.Choice{Platform: f.Platform})
		if d := cmp.Diff(want, b.totals()); d != "" {
			t.Fatalf("undo of %s and its import again: %s", i.File, d)
		}
	}
	list, err = b.desk.List(context.Background(), b.scope, b.property, 1000, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range list {
		if i.Live() {
			if _, err := b.desk.Undo(context.Background(), b.scope, i.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	b.verify()
	for _, table := range []string{"post", "post_observation", "series_value", "audience_share", "apart_figure", "absence", "ads_row", "figure", "figure_window",
		"best_post", "twin", "twin_doubt", "same_post", "post_age", "settling", "known_run", "ads_figure", "ads_total", "channel_link"} {
		if n := storetest.Count(t, b.desk.DB, table); n > 0 {
			t.Errorf("%d rows of %s stayed when every import was undone", n, table)
		}
	}
}

func TestEveryFileIsRecognisedByExactlyOneLayout(t *testing.T) {
	alone(t)
	var paths []string
	for _, f := range demo(t) {
		paths = append(paths, f.Path)
	}
	more, _ := filepath.Glob("../../../shared/data/*/*.csv")
	for _, p := range append(paths, more...) {
		var kinds []string
		head := headOf(t, p)
		for _, l := range layouts() {
			if l.Recognise != nil && l.Recognise(head) {
				kinds = append(kinds, l.Kind)
			}
		}
		if len(kinds) > 1 || len(kinds) == 0 && !strings.Contains(p, "shared/data") {
			t.Errorf("%s is recognised as %v", p, kinds)
		}
	}
}

func TestRefusedFilesStoreNothing(t *testing.T) {
	alone(t)
	b := open(t)
	files := demo(t)
	var content, day string
	for _, f := range files {
		switch {
		case content == "" && strings.Contains(f.Path, "facebook") && f.Platform == "" && strings.HasSuffix(f.Path, ".csv"):
			content = f.Path
		case day == "" && f.Platform != "":
			day = f.Path
		}
	}
	whole, err := os.ReadFile(content)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, c := range map[string]struct{ bytes, says string }{
		"empty.csv":     {"", "empty"},
		"binary.csv":    {"\x00\x01\x02\x03" + strings.Repeat("\xff\x00\x13", 999), "binary"},
		"unknown.csv":   {"a,b,c\n1,2,3\n", "a | b | c"},
		"html.csv":      {"<!DOCTYPE html><html><body>Sign in</body></html>", "HTML"},
		"truncated.csv": {string(whole[:len(whole)-40]) + "\n1,\"never closed", "quot"},
		"header.csv":    {strings.SplitAfterN(string(whole), "\n", 2)[0], "no records"},
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(c.bytes), 0o600); err != nil {
			t.Fatal(err)
		}
		i, err := b.try(path, imports.Choice{})
		if !fault.Is(err, fault.Invalid) || i.State != imports.Refused || i.Kind != nil {
			t.Errorf("%s: %v, state %s", name, err, i.State)
		} else if !strings.Contains(fault.Sentence(err), c.says) {
			t.Errorf("%s: the sentence does not say %q: %s", name, c.says, fault.Sentence(err))
		}
	}
	if i, err := b.try(day, imports.Choice{}); err == nil {
		t.Errorf("a day file without a platform was stored: %+v", i)
	}
	for _, table := range []string{"post", "series_value", "channel", "figure", "dirty_day", "dirty_post"} {
		if n := storetest.Count(t, b.desk.DB, table); n > 0 {
			t.Errorf("%d rows in %s", n, table)
		}
	}
}

func TestAFileOfAnotherPageIsRefusedWithBothNames(t *testing.T) {
	alone(t)
	b := open(t)
	properties, err := seeds.Write(t.TempDir(), time.Date(2026, 11, 17, 0, 0, 0, 0, time.UTC), 0)
	if err != nil {
		t.Fatal(err)
	}
	content := func(p seeds.Property, id string) string {
		for _, f := range p.Files {
			if raw, err := os.ReadFile(f.Path); err == nil && strings.Contains(string(raw), id) && strings.Contains(string(raw), "Post ID") {
				return f.Path
			}
		}
		t.Fatalf("no content export of %s", id)
		return ""
	}
	own, other := content(properties[0], properties[0].FacebookPage), content(properties[1], properties[1].FacebookPage)
	b.file(own, imports.Choice{})
	before := b.totals()
	_, err = b.try(other, imports.Choice{})
	for _, id := range []string{properties[0].FacebookPage, properties[1].FacebookPage} {
		if err == nil || !strings.Contains(fault.Sentence(err), id) {
			t.Fatalf("the refusal does not name %s: %v", id, err)
		}
	}
	if d := cmp.Diff(before, b.totals()); d != "" {
		t.Fatalf("a refused file changed totals: %s", d)
	}
	i := b.file(other, imports.Choice{Yes: true})
	if rep := b.report("2010-01-01", "2027-12-31"); num(rep.Content.Facebook.Collabs) > 5 {
		t.Errorf("confirmed posts count as collabs: %d", num(rep.Content.Facebook.Collabs))
	}
	if _, err := b.desk.Undo(context.Background(), b.scope, i.ID); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, b.totals()); d != "" {
		t.Fatalf("undo after yes: %s", d)
	}
}
