package totals

import (
	"context"
	"slices"
	"strings"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// Break is the change of a definition before bucket At.
type Break struct {
	At      int
	Day     period.Day
	Text    string
	Channel string
	// Seam is the entry of the dated list behind it; nil where only the stored values show that the definition changed. Bridging says what its definitions were in terms
	// of each other; nil where nothing took the older one's place.
	Seam     *metric.Seam
	Bridging *Bridging
}

// breaks notes where a channel's definition changes: on the catalogue's day, or where the stored values change over when they do so on another day.
func (c *Chart) breaks(b *Band, channel int64, line []Bar) {
	last := -1
	for i, bar := range line {
		if bar.name == "" {
			continue
		}
		if last >= 0 && line[last].name != bar.name && len(metric.SeamsOf(c.Item.Metric, b.kind(channel), period.Range{From: c.Buckets[last].From, To: c.Buckets[i].To})) == 0 {
			older, _ := metric.Find(line[last].name)
			newer, _ := metric.Find(bar.name)
			c.Seams = append(c.Seams, Break{At: i, Day: c.Buckets[i].From, Text: newer.Label + " are known from this day on; before it " + strings.ToLower(older.Label) + " are.",
				Channel: b.kind(channel), Seam: seamBetween(b.kind(channel), line[last].name, bar.name)})
		}
		last = i
	}
	if c.Item.Scope == metric.Post || last < 0 {
		return
	}
	for _, s := range metric.SeamsOf(c.Item.Metric, b.kind(channel), b.Range) {
		i := slices.IndexFunc(c.Buckets, func(r period.Range) bool { return r.From >= s.Day })
		if i > 0 {
			c.Seams = append(c.Seams, Break{At: i, Day: s.Day, Text: s.Text, Channel: s.Channel, Seam: &s})
		}
	}
}

// seamBetween is the entry of the list by which one definition took another's place; nil where the list has none.
func seamBetween(channel string, older, newer metric.Name) *metric.Seam {
	for _, s := range metric.Seams {
		if s.Channel == channel && s.Older == older && s.Newer == newer {
			return &s
		}
	}
	return nil
}

// bridge asks for each seam in view what its definitions were in terms of each other, once for those that share an entry of the list. Content has the definition of its
// file, whatever the day, and no such days.
func (b *Band) bridge(ctx context.Context, src store.Source, c *Chart) error {
	if c.Item.Scope != metric.Activity {
		return nil
	}
	found := map[[3]string]*Bridging{}
	for i := range c.Seams {
		s := &c.Seams[i]
		if s.Seam == nil || s.Seam.Older == "" {
			continue
		}
		pair := [3]string{s.Channel, string(s.Seam.Older), string(s.Seam.Newer)}
		if found[pair] == nil {
			channel := b.Channels.Facebook
			if s.Channel == metric.Instagram {
				channel = b.Channels.Instagram
			}
			var err error
			if found[pair], err = FindBridging(ctx, src, channel, *s.Seam); err != nil {
				return err
			}
		}
		s.Bridging = found[pair]
		if g := s.Bridging; s.Day != s.Seam.Day && g != nil && g.Days > 0 && c.Buckets[s.At].Has(g.First) {
			s.Day = g.First // inside a week or month the stored values name the day
		}
	}
	return nil
}

// redefined reports whether values under one and the same name changed their meaning inside a bucket: its sum would be of two definitions.
func (b *Band) redefined(it Item, channel int64, r period.Range) bool {
	if it.Scope != metric.Activity {
		return false
	}
	return slices.ContainsFunc(metric.SeamsOf(it.Metric, b.kind(channel), r), func(s metric.Seam) bool { return s.Newer != it.Metric })
}
