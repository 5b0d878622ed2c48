package ads

import (
	"context"
	"database/sql"
	"slices"

	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// Glance is Totals for a range and its comparison together, without campaigns.
type Glance struct {
	Now, Before []Total
	// Reported are the first and the last day of both sides on which reports have a row; the first day of both where older rows show that reports reach further back. Not
	// Valid without rows.
	Reported period.Range

	rng  period.Range
	plan []*accountPlan
}

// FindGlance answers what a page shows beside other things, in two queries where each range is answered by reports by day. A comparison that is not Valid has no
// entries.
func FindGlance(ctx context.Context, src store.Source, accounts []Account, r, before period.Range) (Glance, error) {
	g := Glance{Now: []Total{}, Before: []Total{}, rng: r}
	if len(accounts) == 0 || !r.Valid() {
		return g, nil
	}
	whole := r
	if before.Valid() {
		whole = period.Range{From: min(r.From, before.From), To: max(r.To, before.To)}
	}
	cuts, err := readCuts(ctx, src, channels(accounts), whole)
	if err != nil {
		return g, err
	}
	g.plan = planOf(inside(cuts, whole, r), accounts, r)
	sides := [2]*ledger{newLedger(g.plan), newLedger(planOf(inside(cuts, whole, before), accounts, before))}
	if err := readSides(ctx, src, sides); err != nil {
		return g, err
	}
	g.Now, g.Before = sides[0].totals(), sides[1].totals()
	if g.Reported = reported(cuts, whole); g.Reported.Valid() && g.Reported.From > whole.From {
		older := false
		err = src.One(ctx, queries.Get("window.Older"), store.Args{"channels": channels(accounts), "day": int64(whole.From)}, &older)
		if older {
			g.Reported.From = whole.From
		}
	}
	return g, err
}

// reported are the first and the last day of whole with a row; its first day where a row is of days before it.
func reported(cuts []*cut, whole period.Range) period.Range {
	out := period.Range{From: whole.To + 1, To: whole.From - 1}
	for _, c := range cuts {
		if c.older {
			out.From = whole.From
		}
		for at, has := range c.days {
			if day := whole.From + period.Day(at); has {
				out = period.Range{From: min(out.From, day), To: max(out.To, day)}
			}
		}
		for _, w := range c.windows {
			out = period.Range{From: min(out.From, w.From), To: max(out.To, w.To)}
		}
	}
	return out
}

// Over is the function of that name for the glance's range, of which the reports are chosen already.
func (g Glance) Over(ctx context.Context, src store.Source, step period.Step, platform string) ([]Series, error) {
	return over(ctx, src, g.plan, g.rng, step, platform)
}

// inside gives the cuts, whose days are those of whole, as readCuts would have given them for a range inside it.
func inside(cuts []*cut, whole, r period.Range) []*cut {
	var out []*cut
	for _, c := range cuts {
		part := *c
		part.windows = nil
		some := false
		if r.Valid() && c.days != nil {
			part.days = slices.Clone(c.days[r.From-whole.From : r.To-whole.From+1])
			some = slices.Contains(part.days, true)
		}
		for _, w := range c.windows {
			if r.Valid() && w.Inside(r) {
				part.windows, some = append(part.windows, w), true
			}
		}
		if some {
			out = append(out, &part)
		}
	}
	return out
}

// readSides hands the rows of both sides to their ledgers: in one query where each side is one run of days, else piece by piece.
func readSides(ctx context.Context, src store.Source, sides [2]*ledger) error {
	for _, each := range []struct {
		pieces func(*ledger) []piece
		add    func(*ledger, row) error
	}{
		{func(l *ledger) []piece { return l.first }, (*ledger).add},
		{func(l *ledger) []piece { return l.again }, (*ledger).addSplit},
	} {
		now, was := each.pieces(sides[0]), each.pieces(sides[1])
		add := func(side int) func(row) error { return func(r row) error { return each.add(sides[side], r) } }
		args, plain := bothRuns(now, was)
		if !plain {
			if err := readPieces(ctx, src, now, add(0)); err != nil {
				return err
			}
			if err := readPieces(ctx, src, was, add(1)); err != nil {
				return err
			}
			continue
		}
		if len(now)+len(was) == 0 {
			continue
		}
		taken := [2]map[int64]bool{cutsOf(now), cutsOf(was)}
		if err := src.Each(ctx, queries.Get("row.Sides"), args, func(rows *sql.Rows) error {
			var side int
			var r row
			if err := rows.Scan(append([]any{&side}, r.dest()...)...); err != nil || !taken[side][r.cut] {
				return err
			}
			return each.add(sides[side], r)
		}); err != nil {
			return err
		}
	}
	return nil
}

// bothRuns spells the one run of days of each side; plain is false where a side has several runs, or windows.
func bothRuns(now, was []piece) (args store.Args, plain bool) {
	args = store.Args{}
	var ids []int64
	for i, pieces := range [][]piece{now, was} {
		run, plain := oneRun(pieces)
		if !plain {
			return nil, false
		}
		for name, v := range days(run, nil) {
			if name != "cuts" {
				args[[]string{"a_", "b_"}[i]+name] = v
			}
		}
		for _, p := range pieces {
			if !slices.Contains(ids, p.cut.id) {
				ids = append(ids, p.cut.id)
			}
		}
	}
	args["cuts"] = ids
	return args, true
}

func cutsOf(pieces []piece) map[int64]bool {
	out := map[int64]bool{}
	for _, p := range pieces {
		out[p.cut.id] = true
	}
	return out
}

// oneRun is the run of days that all pieces share. Without pieces it holds no day.
func oneRun(pieces []piece) (run period.Range, plain bool) {
	run = period.Range{From: 1, To: 0}
	for i, p := range pieces {
		if len(p.windows) > 0 || len(p.runs) != 1 || i > 0 && p.runs[0] != run {
			return run, false
		}
		run = p.runs[0]
	}
	return run, true
}
