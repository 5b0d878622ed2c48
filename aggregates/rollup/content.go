package rollup

import (
	"context"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// rebuildContent replaces the figures of the posts, stories and collabs published on the touched days, and the best posts of the months that hold them, in one walk
// over what was published.
func rebuildContent(ctx context.Context, tx *store.Tx, channel int64, t touched) error {
	var days []dayFigure
	var best ranking
	for _, span := range t.spans {
		var at period.Day
		day := map[metric.Scope]*published{}
		end := func() {
			for scope, p := range day {
				days = p.figures(days, scope, at)
			}
			clear(day)
		}
		if err := eachPost(ctx, tx, channel, span, func(p *post) error {
			if p.day != at {
				end()
				at = p.day
			}
			if day[p.scope] == nil {
				day[p.scope] = &published{known: make([]figure, len(ofPost))}
			}
			day[p.scope].add(p)
			if p.scope == metric.Post && t.firsts[period.ByMonth][p.day.FirstOfMonth()] {
				best.add(p)
			}
			return nil
		}); err != nil {
			return err
		}
		end()
	}
	if err := replaceFigures(ctx, tx, channel, []string{string(metric.Post), string(metric.Story), string(metric.Collab)}, t, days); err != nil {
		return err
	}
	return best.replace(ctx, tx, channel, t)
}

// published is what was published on one day in one scope.
type published struct {
	posts int64
	known []figure // by position in ofPost
}

func (d *published) add(p *post) {
	d.posts++
	for i, v := range p.values {
		if v.Valid {
			d.known[i].add(v.Int64, p.partial&(1<<i) != 0)
		}
	}
}

// figures appends the day's figures.
func (d *published) figures(to []dayFigure, scope metric.Scope, day period.Day) []dayFigure {
	to = append(to, dayFigure{scope, metric.Posts, day, figure{d.posts, d.posts, d.posts, 1, 0}})
	for i, f := range d.known {
		if f.known > 0 {
			f.parts = d.posts
			to = append(to, dayFigure{scope, ofPost[i], day, f})
		}
	}
	return to
}
