package rollup

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// adsCover is what imports hold of one cut.
type adsCover struct {
	id, channel                             int64
	level, breakdown, step, keyed, currency string
	spans                                   []period.Range // one for each import
}

// name is the cut as a person calls it: "the report by day, campaign, placement and platform".
func (c *adsCover) name() string {
	parts := []string{strings.ReplaceAll(c.level, "_", " ")}
	if c.breakdown != "" {
		parts = append(parts, strings.Split(strings.ReplaceAll(c.breakdown, "_", " "), ",")...)
	}
	if c.step != "span" {
		parts = append([]string{c.step}, parts...)
	}
	last := parts[len(parts)-1]
	name := "the report by " + last
	if len(parts) > 1 {
		name = "the report by " + strings.Join(parts[:len(parts)-1], ", ") + " and " + last
	}
	if c.keyed == "name" {
		name += " without ids"
	}
	return name
}

// CompareAds says, one sentence each, which other reports of the same account an import disagrees with: reports that slice the same days in another way
// must come to the same spend. Rollups must be up to date. None means that nothing disagrees, or that nothing can be compared.
func CompareAds(ctx context.Context, src store.Source, id int64) ([]string, error) {
	own, err := readAdsCovers(ctx, src, "ads_cover.OfImport", store.Args{"import": id})
	if err != nil {
		return nil, err
	}
	var out []string
	for _, x := range own {
		span := x.spans[0]
		args := store.Args{"channel": x.channel, "cut": x.id, "from": int64(span.From), "to": int64(span.To)}
		others, err := readAdsCovers(ctx, src, "ads_cover.Beside", args)
		if err != nil {
			return nil, err
		}
		mine, err := readAdsSpends(ctx, src, x.id, span)
		if err != nil {
			return nil, err
		}
		for _, y := range others {
			theirs, err := readAdsSpends(ctx, src, y.id, span)
			if err != nil {
				return nil, err
			}
			if s := compareAds(x, y, mine, theirs); s != "" {
				out = append(out, s)
			}
		}
	}
	return out, nil
}

func readAdsCovers(ctx context.Context, src store.Source, query string, args store.Args) ([]*adsCover, error) {
	var out []*adsCover
	return out, src.Each(ctx, queries.Get(query), args, func(r *sql.Rows) error {
		var c adsCover
		var span period.Range
		if err := r.Scan(&c.id, &c.channel, &c.level, &c.breakdown, &c.step, &c.keyed, &span.From, &span.To, &c.currency); err != nil {
			return err
		}
		if len(out) == 0 || out[len(out)-1].id != c.id {
			out = append(out, &c)
		}
		at := out[len(out)-1]
		at.spans = append(at.spans, span)
		return nil
	})
}

func readAdsSpends(ctx context.Context, src store.Source, cut int64, span period.Range) (map[period.Range]int64, error) {
	out := map[period.Range]int64{}
	return out, src.Each(ctx, queries.Get("ads_total.Spends"), store.Args{"cut": cut, "from": int64(span.From), "to": int64(span.To)}, func(r *sql.Rows) error {
		var w period.Range
		var v int64
		err := r.Scan(&w.From, &w.To, &v)
		out[w] = v
		return err
	})
}

// adsRounding is how far two reports may differ in one window: each writes cents.
const adsRounding = 10_000

// compareAds is the sentence about two cuts; empty where they agree.
func compareAds(x, y *adsCover, mine, theirs map[period.Range]int64) string {
	var a, b int64
	var days period.Range
	windows := 0
	see := func(w period.Range, va, vb int64) {
		if windows == 0 {
			days = w
		}
		days = period.Range{From: min(days.From, w.From), To: max(days.To, w.To)}
		a, b, windows = a+va, b+vb, windows+1
	}
	for w, v := range mine {
		if other, ok := theirs[w]; ok {
			see(w, v, other)
		} else if sum, ok := y.inside(w, theirs); ok {
			see(w, v, sum)
		}
	}
	for w, v := range theirs {
		if _, ok := mine[w]; ok {
			continue
		}
		if sum, ok := x.inside(w, mine); ok {
			see(w, sum, v)
		}
	}
	difference := max(a-b, b-a)
	if windows == 0 || difference <= adsRounding*int64(windows) || difference*1000 <= max(a, b) {
		return ""
	}
	when := days.From.String()
	if days.To != days.From {
		when += " to " + days.To.String()
	}
	return fmt.Sprintf("Reports disagree on what was spent from %s: %s says %s, this one %s.", when, y.name(), adsAmount(b, x.currency), adsAmount(a, x.currency))
}

// inside sums the days of a cut by day over a longer window, if one of its imports holds all of that window.
func (c *adsCover) inside(w period.Range, spends map[period.Range]int64) (sum int64, ok bool) {
	if c.step != "day" || w.Days() == 1 || !slices.ContainsFunc(c.spans, w.Inside) {
		return 0, false
	}
	for d := w.From; d <= w.To; d++ {
		sum += spends[period.Range{From: d, To: d}]
	}
	return sum, true
}

func adsAmount(micros int64, currency string) string {
	return strings.TrimSpace(fmt.Sprintf("%.2f %s", float64(micros)/1e6, currency))
}
