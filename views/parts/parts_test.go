package parts

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"
)

func ptr(n int64) *int64 { return &n }

func html(t *testing.T, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(b.String())
}

func TestFigure(t *testing.T) {
	partial := Known(12)
	partial.AtLeast, partial.Reason = true, ReasonFor("partial")
	for _, c := range []struct {
		name, text, title string
		figure            Figure
	}{
		{"small count", "6,914", "", Known(6914)},
		{"short count", "142.0k", "142,040", Known(142040)},
		{"true zero", "0", "", Maybe(ptr(0), "late")},
		{"unknown", "late", "Meta settles this figure within two days.", Maybe(nil, "late")},
		{"unknown code", "not known", "This figure is not known.", Maybe(nil, "something")},
		{"money", "€684.20", "", Amount(ptr(684_200_000), "EUR", "")},
		{"range", "18.2k–26.9k", "18,204 to 26,911", People(ptr(18204), ptr(26911), "")},
		{"open range", "at least 18.2k", "at least 18,204", People(ptr(18204), nil, "")},
		{"one window", "2,240", "", People(ptr(2240), ptr(2240), "")},
		{"no reach", "too small", "Meta hides it below about 100 people.", People(nil, nil, "too_small")},
		{"partial", "at least 12", "At least 12. Some parts are not known, so the true figure is at least this.", partial},
	} {
		if got := c.figure.Text(); got != c.text {
			t.Errorf("%s: text %q, want %q", c.name, got, c.text)
		}
		if got := c.figure.title(); got != c.title {
			t.Errorf("%s: title %q, want %q", c.name, got, c.title)
		}
	}
}

// What stands in place of a number opens to its sentence without a script, and leads to the imports only where the page has a way there.
func TestReasonOpensAndLeads(t *testing.T) {
	partial := Known(12)
	partial.AtLeast, partial.Reason = true, ReasonFor("partial")
	open := People(ptr(12), nil, "partial")
	since := ReasonFor("retired").Since(time.Date(2026, 6, 15, 0, 0, 0, 0, time.UTC))
	for _, c := range []struct {
		figure     Figure
		word, says string
		leads      bool
	}{
		{Maybe(nil, "not_imported"), "not imported", "No imported file covers this.", true},
		{Maybe(nil, "not_offered"), "not offered", "Meta has no such figure here.", false},
		{Figure{Reason: since}, "retired 15 Jun", "Meta removed this figure on 15 Jun 2026.", false},
		{Figure{Reason: ReasonFor("late").Expected(time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC))}, "late", "within two days: expected by 28 Nov.", true},
		{partial, "at least 12", "At least 12. Some parts are not known", true},
		{open, "at least 12", "At least 12. Some parts are not known", true},
	} {
		var b bytes.Buffer
		if err := FigureText(c.figure).Render(WithImports(context.Background(), "/p/7/imports"), &b); err != nil {
			t.Fatal(err)
		}
		said := b.String()
		if !strings.Contains(said, "<summary>"+c.word+"</summary>") || !strings.Contains(said, c.says) || strings.Contains(said, `href="/p/7/imports"`) != c.leads {
			t.Errorf("%s is drawn as %s", c.word, said)
		}
		if said := html(t, FigureText(c.figure)); strings.Contains(said, "<a") {
			t.Errorf("%s leads somewhere on a page without a way: %s", c.word, said)
		}
		if said := html(t, FigurePlain(c.figure)); strings.Contains(said, "<details") {
			t.Errorf("%s opens inside a link: %s", c.word, said)
		}
	}
}

func TestDelta(t *testing.T) {
	for _, c := range []struct {
		name, text, class string
		delta             DeltaModel
	}{
		{"better", "+8.9\u202f%", "delta delta-up", DeltaModel{Now: 91600, Before: 84120, Percent: true, Good: GoodMore}},
		{"worse", "−6.1\u202f%", "delta delta-down", DeltaModel{Now: 1248, Before: 1329, Percent: true, Good: GoodMore}},
		{"cheaper is better", "−€0.10", "delta delta-up", DeltaModel{Now: 800_000, Before: 900_000, Unit: UnitMoney, Currency: "EUR", Good: GoodLess}},
		{"spend has no side", "+€52.10", "delta", DeltaModel{Now: 684_200_000, Before: 632_100_000, Unit: UnitMoney, Currency: "EUR"}},
		{"from nothing", "+5", "delta delta-up", DeltaModel{Now: 5, Percent: true, Good: GoodMore}},
		{"unchanged", "0.0\u202f%", "delta", DeltaModel{Now: 5, Before: 5, Percent: true, Good: GoodMore}},
	} {
		if c.delta.Text() != c.text || c.delta.class() != c.class {
			t.Errorf("%s: %q %q, want %q %q", c.name, c.delta.Text(), c.delta.class(), c.text, c.class)
		}
	}
}

func TestBars(t *testing.T) {
	m := BarsModel{Max: 200, Pale: true, Parts: []Bar{{Facebook, 50}, {Instagram, 100}, {NotBrokenDown, 0}}}
	got := html(t, Bars(m))
	for _, want := range []string{`class="bar bar-facebook bar-pale" x="0%"`, `width="25%"`, `x="25%"`, `width="50%"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	if strings.Count(got, "<rect")+strings.Count(got, "<line") != 2 {
		t.Errorf("a part of zero is drawn: %s", got)
	}
	if got := percent(1, 0) + percent(-1, 5) + percent(9, 3) + percent(1, 3); got != "0%0%100%33.3%" {
		t.Errorf("percent: %s", got)
	}
}

func TestSparklineLeavesGaps(t *testing.T) {
	m := SparkModel{Lines: []SparkLine{{Values: []*int64{ptr(0), nil, ptr(10)}}}}
	if got := m.points(m.Lines[0]); got != "M0 22M100 2" {
		t.Errorf("path %q", got)
	}
}

func TestEveryIconHasItsStrokes(t *testing.T) {
	for _, name := range strings.Fields(`overview content audience ads inbox planner bridge imports reports settings search export
		download calendar left right up down reel carousel photo link event story video text warning clock file trash undo check x plus user key sun moon`) {
		if iconPath(name) == iconPath("no such icon") {
			t.Errorf("no icon %q", name)
		}
	}
}

// TestFieldsTieTheirWords holds that hint and error reach those who do not see them.
func TestFieldsTieTheirWords(t *testing.T) {
	got := html(t, Input(InputModel{FieldModel: FieldModel{Name: "n", Label: "L", Hint: "h", Error: "e"}, Value: `"><b>`, Required: true}))
	for _, want := range []string{`for="n"`, `id="n"`, `aria-describedby="n-hint n-error"`, `aria-invalid="true"`, `id="n-hint"`, `id="n-error"`, " required", `value="&#34;&gt;&lt;b&gt;"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	if got := html(t, Input(InputModel{FieldModel: FieldModel{Name: "p"}, Type: "password", Value: "secret"})); strings.Contains(got, "secret") {
		t.Error("a password was sent back")
	}
}

// TestNoScriptAddresses holds that a link given as data cannot run anything.
func TestNoScriptAddresses(t *testing.T) {
	for _, c := range []templ.Component{
		More(LinkModel{Text: "x", Href: "javascript:alert(1)"}),
		NumberBand([]BandItem{{Href: "javascript:alert(1)"}}),
		Tile(TileModel{Href: "javascript:alert(1)"}),
		Segments("x", []Segment{{Href: "javascript:alert(1)"}}),
	} {
		if got := html(t, c); strings.Contains(got, "javascript:") {
			t.Error(got)
		}
	}
}
