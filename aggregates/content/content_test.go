package content_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tandem/aggregates/content"
	"tandem/aggregates/content/contenttest"
	"tandem/aggregates/fault"
	"tandem/aggregates/metric"
	"tandem/aggregates/rollup"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
)

// world is a filled property and its questions, with another organization's beside it that must never show.
type world struct {
	*testing.T
	scope    store.Scope
	property int64
	channels content.Channels
}

func open(t *testing.T) world {
	t.Helper()
	db := storetest.Open(t)
	other := storetest.Organization(t, db, "Elsewhere")
	contenttest.Fill(t, other, storetest.Property(t, other, "Theirs"))
	s := storetest.Organization(t, db, "Northgate")
	p := storetest.Property(t, s, "Ours")
	return world{t, s, p, contenttest.Fill(t, s, p)}
}

func (w world) list(f content.Filter) []string {
	w.Helper()
	if f.Channels == (content.Channels{}) {
		f.Channels = w.channels
	}
	if f.Limit == 0 {
		f.Limit = 50
	}
	f.Range = contenttest.Days
	pieces, err := content.List(context.Background(), w.scope, f)
	if err != nil {
		w.Fatal(err)
	}
	return named(pieces)
}

// named spells pieces by Meta's ids of their legs; what is elsewhere stands in brackets.
func named(pieces []content.Piece) []string {
	out := []string{}
	for _, p := range pieces {
		var legs []string
		for _, l := range p.Legs() {
			legs = append(legs, l.ExternalID)
		}
		if p.Elsewhere != nil {
			legs = append(legs, "("+p.Elsewhere.ExternalID+")")
		}
		out = append(out, strings.Join(legs, "+"))
	}
	return out
}

func TestListOrdersFiltersAndFinds(t *testing.T) {
	w := open(t)
	f, i := content.Channels{Facebook: w.channels.Facebook}, content.Channels{Instagram: w.channels.Instagram}
	for name, c := range map[string]struct {
		filter content.Filter
		want   []string
	}{
		"newest first":                     {content.Filter{}, []string{"905", "804", "902", "802", "801+901", "903+(803)"}},
		"oldest first":                     {content.Filter{Ascending: true}, []string{"903+(803)", "801+901", "802", "902", "804", "905"}},
		"interactions, the unknown last":   {content.Filter{Sort: metric.Interactions}, []string{"801+901", "902", "802", "903+(803)", "804", "905"}},
		"smallest first, the unknown last": {content.Filter{Sort: metric.Interactions, Ascending: true}, []string{"804", "903+(803)", "802", "902", "801+901", "905"}},
		"people by the larger leg":         {content.Filter{Sort: metric.Reach, Limit: 2}, []string{"801+901", "902"}},
		"a page further":                   {content.Filter{Limit: 2, Offset: 2}, []string{"902", "802"}},
		"twins":                            {content.Filter{Kind: content.Twins}, []string{"801+901", "903+(803)"}},
		"Facebook only":                    {content.Filter{Kind: content.FacebookOnly}, []string{"804", "802"}},
		"Instagram only":                   {content.Filter{Kind: content.InstagramOnly}, []string{"905", "902"}},
		"stories":                          {content.Filter{Kind: content.Stories}, []string{"951"}},
		"collabs":                          {content.Filter{Kind: content.Collabs}, []string{"904"}},
		"reels, a twin by either leg":      {content.Filter{Format: "reel"}, []string{"902", "801+901"}},
		"Facebook alone":                   {content.Filter{Channels: f}, []string{"804", "802", "801+(901)"}},
		"Instagram alone":                  {content.Filter{Channels: i}, []string{"905", "902", "901+(801)", "903+(803)"}},
		"words of one leg":                 {content.Filter{Search: "#AUTUMN"}, []string{"801+901"}},
		"other letters than ASCII":         {content.Filter{Search: "été"}, []string{"902"}},
		"wildcards are letters":            {content.Filter{Search: "100% under_s"}, []string{"802"}},
		"a wildcard alone finds itself":    {content.Filter{Search: "%"}, []string{"802"}},
		"nothing":                          {content.Filter{Search: "no such words"}, []string{}},
	} {
		if diff := cmp.Diff(c.want, w.list(c.filter)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for _, bad := range []content.Filter{{Kind: "x"}, {Sort: "published_at; drop"}, {Search: strings.Repeat("a", 201)}, {Offset: -1}} {
		if _, err := content.List(context.Background(), w.scope, bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

func TestCountsAreOfWhatTheListShows(t *testing.T) {
	w := open(t)
	got, err := content.Count(context.Background(), w.scope, content.Filter{Channels: w.channels, Range: contenttest.Days})
	if err != nil {
		t.Fatal(err)
	}
	want := content.Counts{
		Kinds: map[content.Kind]int64{content.Everything: 6, content.Twins: 2, content.FacebookOnly: 2, content.InstagramOnly: 2, content.Stories: 1, content.Collabs: 1},
		Formats: []content.FormatCount{{Format: "reel", Pieces: 2}, {Format: "carousel", Pieces: 1}, {Format: "link", Pieces: 1}, {Format: "photo", Pieces: 1},
			{Format: "text", Pieces: 1}},
		Pieces: 6, Posts: 7, Published: 8, Views: 5, Doubles: content.Doubles{Twins: 1, People: 2240, Known: 1},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatal(diff)
	}
	for _, k := range content.Kinds {
		for _, search := range []string{"", "LOAF", "e"} {
			f := content.Filter{Channels: w.channels, Range: contenttest.Days, Kind: k, Search: search, Format: "reel"}
			c, err := content.Count(context.Background(), w.scope, f)
			if err != nil {
				t.Fatal(err)
			}
			if n := int64(len(w.list(f))); n != c.Pieces || n != c.Kinds[k] {
				t.Errorf("%s %q: %d listed, %d and %d counted", k, search, n, c.Pieces, c.Kinds[k])
			}
		}
	}
}

func TestFiguresOfATwin(t *testing.T) {
	w := open(t)
	d, err := content.Find(context.Background(), w.scope, w.property, contenttest.Post(t, w.scope, "901"))
	if err != nil {
		t.Fatal(err)
	}
	p := d.Piece
	for n, want := range map[metric.Name]int64{metric.Views: 14700, metric.Interactions: 296 + 1100, metric.Saves: 212, metric.LinkClicks: 64} {
		if f := p.Figure(n); f.Value == nil || *f.Value != want || f.Reason != "" {
			t.Errorf("%s: %+v, want %d", n, f, want)
		}
	}
	if people, reason := p.People(metric.Reach); *people.Lower != 8410 || *people.Upper != 10650 || reason != "" {
		t.Errorf("people %+v %s", people, reason)
	}
	if f := p.Facebook.Figure(metric.Saves); f.Value != nil || f.Reason != metric.NotOffered {
		t.Errorf("saves on Facebook: %+v", f)
	}
	if !p.ViewsMayRepeat() || !p.Twin() || p.Confidence < 90 {
		t.Errorf("twin %v, views may repeat %v, confidence %d", p.Twin(), p.ViewsMayRepeat(), p.Confidence)
	}
	if p.Lead() != p.Instagram {
		t.Error("the leg that was published first does not lead")
	}
}

func TestMissingFiguresHaveReasons(t *testing.T) {
	w := open(t)
	find := func(external string) content.Piece {
		d, err := content.Find(context.Background(), w.scope, w.property, contenttest.Post(t, w.scope, external))
		if err != nil {
			t.Fatal(err)
		}
		return d.Piece
	}
	if f := find("902").Figure(metric.Interactions); !f.AtLeast() || *f.Value != 461 {
		t.Errorf("interactions without saves: %+v", f)
	}
	for _, n := range []metric.Name{metric.Views, metric.Interactions} {
		if f := find("905").Figure(n); f.Value != nil || f.Reason != metric.NotImported {
			t.Errorf("%s of a post without figures: %+v", n, f)
		}
	}
	if people, reason := find("905").People(metric.Reach); people.Known() || reason != metric.NotImported {
		t.Errorf("people of a post without figures: %+v %s", people, reason)
	}
	if f := find("802").Figure(metric.Saves); f.Reason != metric.NotOffered {
		t.Errorf("saves on Facebook: %+v", f)
	}
}

func TestPlaceAmongOwnPosts(t *testing.T) {
	w := open(t)
	place := func(external string) content.Place {
		d, err := content.Find(context.Background(), w.scope, w.property, contenttest.Post(t, w.scope, external))
		if err != nil {
			t.Fatal(err)
		}
		return d.Post.Rank
	}
	if got := place("902"); got.Peers != 10 || *got.Above != 40 { // above 100 to 400 of nine old reels and the pumpkin loaf
		t.Errorf("latte art: %+v %d", got, *got.Above)
	}
	if got := place("901"); got.Peers != 9 || *got.Above != 100 {
		t.Errorf("pumpkin loaf: %+v", got)
	}
	if got := place("802"); got.Above != nil || got.Peers != 0 {
		t.Errorf("the only link: %+v", got)
	}
	if got := place("951"); got.Above != nil || got.Peers != 0 {
		t.Errorf("a story: %+v", got)
	}
}

func TestWhatWasReportedWhen(t *testing.T) {
	w := open(t)
	id := contenttest.Post(t, w.scope, "801")
	d, err := content.Find(context.Background(), w.scope, w.property, id)
	if err != nil {
		t.Fatal(err)
	}
	var views []int64
	var files, days []string
	for _, r := range d.Of(id) {
		views, files, days = append(views, *r.Value(metric.Views)), append(files, r.File), append(days, r.AsOf.String())
		if r.Raw != "10/24/2026 02:08" || r.Line != 2 || r.Day != nil || r.Value(metric.Saves) != nil {
			t.Errorf("report %+v", r)
		}
	}
	if diff := cmp.Diff([]int64{3100, 1000}, views) + cmp.Diff([]string{"3-facebook.csv", "1-facebook.csv"}, files) + cmp.Diff([]string{"2026-11-14", "2026-10-24"}, days); diff != "" {
		t.Fatal(diff)
	}
}

func TestFindKeepsToItsProperty(t *testing.T) {
	w := open(t)
	empty := storetest.Property(t, w.scope, "Another of ours")
	id := contenttest.Post(t, w.scope, "801")
	theirs := contenttest.Post(t, w.scope.DB().For(1), "801")
	for _, c := range []struct{ property, post int64 }{{empty, id}, {w.property, theirs}, {w.property, 999999}} {
		if _, err := content.Find(context.Background(), w.scope, c.property, c.post); !fault.Is(err, fault.NotFound) {
			t.Errorf("property %d, post %d: %v", c.property, c.post, err)
		}
	}
}

func TestSpan(t *testing.T) {
	w := open(t)
	if r, ok, err := content.Span(context.Background(), w.scope, w.channels); err != nil || !ok || r.From.String() != "2026-09-01" || r.To.String() != "2026-11-15" {
		t.Fatal(r, ok, err)
	}
	if _, ok, err := content.Span(context.Background(), w.scope, content.Channels{}); err != nil || ok {
		t.Fatal(ok, err)
	}
}

func TestRankedIsWhatTheRollupKeeps(t *testing.T) {
	if !slices.Equal(content.Ranked, rollup.Ranked) {
		t.Fatalf("%v, the rollup keeps %v", content.Ranked, rollup.Ranked)
	}
}
