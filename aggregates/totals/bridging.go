package totals

import (
	"context"
	"database/sql"
	"slices"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"

	"gonum.org/v1/gonum/stat"
)

// Bridging is what one definition was in terms of the other on the days of one channel on which both were counted. It is shown beside a seam, so that a person can judge
// both sides; no figure is ever converted with it.
type Bridging struct {
	Older, Newer metric.Name
	// Days on which both are known and the older one is not 0; First and Last of them.
	Days        int
	First, Last period.Day
	// Ratio is the median of newer ÷ older over these days, Low and High what four fifths of the days lie between: the 10th and the 90th percentile. All three are
	// ratios of days that there were, never between two. They are 0 where Enough is false.
	Ratio, Low, High float64
}

// fewestBridged is how many days a ratio needs: below it a tenth of the days on either side would be a single day and the range no range.
const fewestBridged = 5

// Enough reports whether there are days enough to give a ratio.
func (b Bridging) Enough() bool { return b.Days >= fewestBridged }

// bridgedDays bounds how far from its seam a day may lie: a year later both definitions can mean another mix of content.
const bridgedDays = 183

// FindBridging looks for the days around a seam on which a channel has both definitions; nil where the seam has no pair of them. Days 0 means that both were never
// counted on one day.
func FindBridging(ctx context.Context, src store.Source, channel int64, seam metric.Seam) (*Bridging, error) {
	if seam.Older == "" {
		return nil, nil
	}
	b := &Bridging{Older: seam.Older, Newer: seam.Newer}
	var ratios []float64
	args := store.Args{"channel": channel, "older": string(seam.Older), "newer": string(seam.Newer),
		"from": int64(seam.Day - bridgedDays), "to": int64(seam.Day + bridgedDays)}
	err := src.Each(ctx, queries.Get("bridging.Days"), args, func(rows *sql.Rows) error {
		var day period.Day
		var older, newer int64
		if err := rows.Scan(&day, &older, &newer); err != nil {
			return err
		}
		if b.Days == 0 {
			b.First = day
		}
		b.Last = day
		b.Days++
		ratios = append(ratios, float64(newer)/float64(older))
		return nil
	})
	if err != nil || !b.Enough() {
		return b, err
	}
	slices.Sort(ratios)
	quantile := func(p float64) float64 { return stat.Quantile(p, stat.Empirical, ratios, nil) }
	b.Ratio, b.Low, b.High = quantile(0.5), quantile(0.1), quantile(0.9)
	return b, nil
}
