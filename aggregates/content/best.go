package content

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"tandem/aggregates/fault"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// Ranked are the metrics best content can be asked by: those the rollup of best posts keeps.
var Ranked = []metric.Name{metric.Interactions, metric.Views, metric.Impressions, metric.Reach, metric.Reactions, metric.Comments, metric.Shares, metric.Saves,
	metric.Clicks, metric.LinkClicks}

// Best is the n best pieces of own posts published in r, best first, equal ones by publishing (newest first) and id. Whole months are read from the rollup of best
// posts, so that ten years cost little more than one month; the months r cuts are read post by post. Pieces of which the metric is not known are not in it. People
// count by the larger leg of a twin, since they cannot be added. A metric that is not in Ranked is fault.Invalid.
func Best(ctx context.Context, src store.Source, c Channels, name metric.Name, r period.Range, n int) ([]Piece, error) {
	if !slices.Contains(Ranked, name) {
		return nil, fault.Invalidf("There is no best content by %s.", string(name))
	}
	if n <= 0 || !r.Valid() {
		return nil, nil
	}
	places := 2*n + 4
	ids, unseen, err := candidates(ctx, src, c, name, r, n, places)
	if err != nil {
		return nil, err
	}
	posts, err := Posts(ctx, src, ids)
	if err != nil {
		return nil, err
	}
	pieces := inside(posts, c, r)
	worth := func(p Piece) int64 {
		v, _ := p.worth(name)
		return v
	}
	slices.SortFunc(pieces, func(a, b Piece) int {
		return cmp.Or(cmp.Compare(worth(b), worth(a)), b.published().Compare(a.published()), cmp.Compare(a.ID(), b.ID()))
	})
	pieces = slices.DeleteFunc(pieces, func(p Piece) bool { _, ok := p.worth(name); return !ok })
	if len(pieces) > n {
		pieces = pieces[:n]
	}
	if unseen > 0 && (len(pieces) < n || worth(pieces[n-1]) < unseen) {
		return List(ctx, src, Filter{Channels: c, Range: r, Sort: name, Limit: n})
	}
	return pieces, nil
}

// candidates are the posts that may be a leg of one of the n best: the 2n best posts are at least n pieces, and a piece as good as the last of them has a leg of at
// least half of that. unseen is the most a piece could be worth that no list of a month showed a leg of: the last places of two full lists added, since its legs may
// stand behind each.
func candidates(ctx context.Context, src store.Source, c Channels, name metric.Name, r period.Range, n, places int) (ids []int64, unseen int64, err error) {
	first := r.From.FirstOfMonth()
	if first < r.From {
		first = first.AddMonths(1)
	}
	behind := (r.To + 1).FirstOfMonth()
	early, late := period.Range{From: r.From, To: first - 1}, period.Range{From: behind, To: r.To}
	if first > behind { // r lies inside one month
		early, late = r, period.Range{From: 1, To: 0}
	}
	return ids, unseen, src.Each(ctx, queries.Get("best_post.Candidates"), store.Args{"channels": c.ids(), "metric": string(name), "places": int64(places),
		"legs": int64(2 * n), "first": int64(first), "last": int64(behind) - 1, "early_from": int64(early.From), "early_to": int64(early.To),
		"late_from": int64(late.From), "late_to": int64(late.To)},
		func(rows *sql.Rows) error {
			var post, value, last int64
			err := rows.Scan(&post, &value, &last)
			if last == 1 {
				unseen += value
			} else {
				ids = append(ids, post)
			}
			return err
		})
}

// inside makes pieces of the posts that were published in r on the asked channels, each once.
func inside(posts map[int64]*Post, c Channels, r period.Range) []Piece {
	here := func(p *Post) bool {
		return p != nil && p.Scope == metric.Post && (p.Channel == c.Facebook || p.Channel == c.Instagram) && !p.Published.IsZero() && r.Has(p.Day)
	}
	var out []Piece
	for id, p := range posts {
		other := posts[p.twin]
		switch {
		case !here(p):
		case !here(other) && p.Kind == metric.Facebook:
			out = append(out, assemble(posts, id, 0))
		case !here(other):
			out = append(out, assemble(posts, 0, id))
		case p.Kind == metric.Facebook:
			out = append(out, assemble(posts, id, other.ID))
		}
	}
	return out
}
