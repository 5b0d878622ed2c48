package loss

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"
)

func TestRulesNameEachKindOnce(t *testing.T) {
	seen := map[kind]bool{}
	for _, r := range Rules {
		k := kind{r.Channel, r.What}
		if seen[k] {
			t.Errorf("two rules for %v", k)
		}
		seen[k] = true
		if r.Words == "" || r.Source == "" {
			t.Errorf("the rule for %v does not say how long, or where that stands", k)
		}
		if (r.Hold == Span) != (r.Months+r.Days > 0) {
			t.Errorf("the rule for %v holds %d with a span of %d months and %d days", k, r.Hold, r.Months, r.Days)
		}
	}
}

// A later day is never lost earlier, and the horizon is the first day that is not lost.
func TestGoneAndHorizonAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule := Rules[rapid.IntRange(0, len(Rules)-1).Draw(t, "rule")]
		d := period.Day(rapid.IntRange(10_000, 40_000).Draw(t, "day"))
		on, ok := rule.Gone(d)
		if !ok {
			if rule.Hold != Open || rule.Horizon(d) != 0 {
				t.Fatalf("%+v has neither an end nor an open one", rule)
			}
			return
		}
		if on <= d {
			t.Fatalf("%s is lost on %s already", d, on)
		}
		if next, _ := rule.Gone(d + 1); next < on {
			t.Fatalf("%s is lost on %s, the day after it on %s", d, on, next)
		}
		h := rule.Horizon(d)
		last, _ := rule.Gone(h - 1)
		if first, _ := rule.Gone(h); first <= d || last > d {
			t.Fatalf("on %s the horizon is %s, which is lost on %s, the day before on %s", d, h, first, last)
		}
	})
}

func TestMonthsAreThoseOfTheCalendar(t *testing.T) {
	day := func(text string) period.Day {
		d, err := period.ParseDay(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	page, _ := RuleOf(metric.Facebook, totals.HeldActivity)
	ads, _ := RuleOf(metric.Ads, totals.HeldAds)
	story, _ := RuleOf(metric.Instagram, totals.HeldStories)
	account, _ := RuleOf(metric.Instagram, totals.HeldActivity)
	for _, c := range []struct {
		rule    Rule
		on, end string
	}{
		{page, "2026-11-15", "2028-11-15"}, {page, "2024-02-29", "2026-02-28"}, {ads, "2024-01-31", "2027-02-28"}, {ads, "2024-01-01", "2027-02-01"},
		{story, "2026-11-15", "2026-11-16"}, {account, "2026-11-15", "2027-02-13"},
	} {
		if got, _ := c.rule.Gone(day(c.on)); got != day(c.end) {
			t.Errorf("%s of %s %s is lost on %s, want %s", c.on, c.rule.Channel, c.rule.What, got, c.end)
		}
	}
}

// Every answer of a state is counted again, day by day.
func TestStateCountedAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule := Rules[rapid.IntRange(0, len(Rules)-1).Draw(t, "rule")]
		today := period.Day(rapid.IntRange(20_000, 22_000).Draw(t, "today"))
		var saved []period.Range
		for range rapid.IntRange(0, 6).Draw(t, "files") {
			from := today - period.Day(rapid.IntRange(-3, 1500).Draw(t, "ago"))
			saved = append(saved, period.Range{From: from, To: from + period.Day(rapid.IntRange(-1, 400).Draw(t, "days"))})
		}
		s := Of(rule, saved, today)
		have := func(d period.Day) bool {
			return d <= today && slices.ContainsFunc(saved, func(r period.Range) bool { return r.Has(d) })
		}
		held := func(d period.Day) bool { on, ok := rule.Gone(d); return d <= today && (!ok || on > today) }
		first := period.Day(0)
		for d := today - 2000; d <= today && first == 0; d++ {
			if have(d) {
				first = d
			}
		}
		var lost, only int64
		var next period.Day
		for d := first; first != 0 && d <= today; d++ {
			switch {
			case have(d) && !held(d):
				only++
			case !have(d) && !held(d) && d < today:
				lost++
			case !have(d) && held(d) && next == 0 && rule.Hold == Span:
				next = d
			}
		}
		if s.Lost != lost || s.OnlyHere != only {
			t.Fatalf("%d lost and %d only here; day by day %d and %d", s.Lost, s.OnlyHere, lost, only)
		}
		if next == 0 && first != 0 && rule.Hold == Span {
			next = today + 1 // all is saved: tomorrow is the first that is not
		}
		if (s.Next == nil) != (next == 0) || s.Next != nil && s.Next.Day != next {
			t.Fatalf("the next loss is %v, day by day %s", s.Next, next)
		}
		for _, g := range s.Gaps {
			for d := g.From; d <= g.To; d++ {
				if have(d) {
					t.Fatalf("%s lies in the gap %v and is saved", d, g.Range)
				}
			}
			if !have(g.From-1) || !have(g.To+1) {
				t.Fatalf("the gap %v does not lie between saved days", g.Range)
			}
		}
		checkPieces(t, s, period.Range{From: today - 1600, To: today + 5}, have, held, first)
	})
}

func checkPieces(t *rapid.T, s State, r period.Range, have, held func(period.Day) bool, first period.Day) {
	at := r.From
	for _, p := range s.Pieces(r) {
		if p.From != at || !p.Valid() {
			t.Fatalf("pieces do not follow each other at %s: %v", at, p)
		}
		at = p.To + 1
		for d := p.From; d <= p.To; d++ {
			want := Nowhere
			switch {
			case have(d) && held(d):
				want = Both
			case have(d):
				want = OnlyHere
			case held(d):
				want = AtMeta
			case first != 0 && d > first && d <= r.To-5:
				want = Lost
			}
			if p.Where != want || s.Where(d) != want {
				t.Fatalf("%s is %d in its piece and %d asked alone, want %d", d, p.Where, s.Where(d), want)
			}
		}
	}
	if at != r.To+1 {
		t.Fatalf("pieces end before %s", at)
	}
}

// The whole months without a run are counted again, day by day.
func TestWithoutCountedAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		span := period.Range{From: period.Day(rapid.IntRange(20_000, 20_200).Draw(t, "from"))}
		span.To = span.From + period.Day(rapid.IntRange(0, 700).Draw(t, "days"))
		var runs []period.Range
		for range rapid.IntRange(0, 5).Draw(t, "runs") {
			from := period.Day(rapid.IntRange(19_900, 21_000).Draw(t, "first"))
			runs = append(runs, period.Range{From: from, To: from + period.Day(rapid.IntRange(0, 200).Draw(t, "length"))})
		}
		var want []period.Range
		for m := span.From.FirstOfMonth(); m <= span.To; m = m.AddMonths(1) {
			month := period.Range{From: m, To: m.AddMonths(1) - 1}
			empty := month.Inside(span)
			for d := month.From; d <= month.To; d++ {
				empty = empty && !slices.ContainsFunc(runs, func(r period.Range) bool { return r.Has(d) })
			}
			if empty {
				want = append(want, month)
			}
		}
		if got := without(span, runs); !slices.Equal(got, want) {
			t.Fatalf("%v without %v are the months %v, day by day %v", span, runs, got, want)
		}
	})
}

func TestNeedsGoByTheCostOfWaiting(t *testing.T) {
	today := period.Date(2026, time.November, 26)
	rule := func(channel string, what totals.Supply) Rule { r, _ := RuleOf(channel, what); return r }
	days := func(from, to period.Day) period.Range { return period.Range{From: from, To: to} }
	states := []State{
		Of(rule(metric.Facebook, totals.HeldActivity), []period.Range{days(today-400, today-30), days(today-27, today-1)}, today),
		Of(rule(metric.Facebook, totals.HeldPosts), []period.Range{days(today-400, today-2)}, today),
		Of(rule(metric.Instagram, totals.HeldActivity), []period.Range{days(today-400, today-88), days(today-85, today-30), days(today-27, today-1)}, today),
		Of(rule(metric.Instagram, totals.HeldStories), []period.Range{days(today-60, today-3)}, today),
		Of(rule(metric.Instagram, totals.HeldAudience), []period.Range{days(today-60, today-60)}, today),
		Of(rule(metric.Ads, totals.HeldAds), nil, today),
	}
	states = append(states, Of(rule(metric.Instagram, totals.HeldPosts), []period.Range{days(today-400, today-9)}, today))
	want := []Need{
		{LostWithinDay, []string{metric.Instagram}, totals.HeldStories, nil, days(today-2, today), 0, today + 1, false},
		{LostSoon, []string{metric.Instagram}, totals.HeldActivity, nil, days(today-87, today-86), 2, today + 3, true},
		{NothingSaved, []string{metric.Ads}, totals.HeldAds, nil, days(1, 0), 0, today + 1, false},
		{Fillable, []string{metric.Facebook}, totals.HeldActivity, nil, days(today-29, today-28), 0, period.Date(2028, time.October, 28), true},
		{Old, []string{metric.Instagram}, totals.HeldPosts, nil, days(today-8, today-1), 0, period.Date(2028, time.November, 18), false},
	}
	got := Needs(states)
	if len(got) != len(want) {
		t.Fatalf("%d needs, want %d: %+v", len(got), len(want), got)
	}
	for i, w := range want {
		g := got[i]
		if g.Urgency != w.Urgency || !slices.Equal(g.Channels, w.Channels) || g.What != w.What || g.Days != w.Days || g.More != w.More || g.Gone != w.Gone || g.About != w.About {
			t.Errorf("place %d: %+v, want %+v", i, g, w)
		}
	}
	// two channels with the same gap are one need
	same := []period.Range{days(today-400, today-30), days(today-27, today-1)}
	both := Needs([]State{Of(rule(metric.Facebook, totals.HeldPosts), same, today), Of(rule(metric.Instagram, totals.HeldPosts), same, today)})
	if len(both) != 1 || len(both[0].Channels) != 2 {
		t.Errorf("one gap on two channels is %+v", both)
	}
	if none := Needs([]State{Of(rule(metric.Facebook, totals.HeldPosts), []period.Range{days(today-400, today-1)}, today)}); len(none) != 0 {
		t.Errorf("what is saved to yesterday needs %+v", none)
	}
}
