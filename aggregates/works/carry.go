package works

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"tandem/aggregates/content"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

const (
	// TopQuarter is how many of 100 own posts of its format a post must lie above to be worth carrying over.
	TopQuarter = 75
	// FewestTwins is how many twins what they brought must rest on.
	FewestTwins = 5
	// twinDays is how far back twins tell what is usual.
	twinDays = 2 * 365
	// mostSingles bounds how many posts of a channel are looked at: the newest.
	mostSingles = 5000
)

// CarryQuestion is which posts are looked at.
type CarryQuestion struct {
	Property int64
	content.Channels
	// Range is when the posts were published; of more than a year the last one is taken, since who would carry over older posts.
	Range period.Range
	// Age is at which age places are.
	Age content.Age
}

// Carry is what did well on one channel and has no twin on the other.
type Carry struct {
	Range period.Range // the days whose posts were looked at
	Twins period.Range // the days whose twins tell what is usual
	// Singles are own posts without a twin, shares of others' posts left out; Placed those of them whose place among own posts is known.
	Singles, Placed int
	// Leads are those in the top quarter, the best place first, of equal ones the newest.
	Leads []Lead
}

// Lead is a post with what carrying it over could bring.
type Lead struct {
	// Post has its place as Rank.
	Post *content.Post
	// Doubt is the post on the other channel that could be its twin, if somebody said so; 0 for none.
	Doubt   int64
	Brought Brought
}

// Brought is what own twins of a kind, the same format on the same channel, had on the other one.
type Brought struct {
	// Twins are those whose interactions there are known.
	Twins int
	// Age is the age in days at which they were reported; nil for the newest figures of legs that were at least 28 days old.
	Age *int
	// Low and High are the 10th and the 90th percentile of the interactions; all three nil below FewestTwins: too few to say.
	Low, Middle, High *float64
}

// Worth finds what is worth carrying over, in a list and a ranking for each channel asked for, a query for each that has any, and one for doubtful pairs.
func Worth(ctx context.Context, src store.Source, q CarryQuestion) (Carry, error) {
	c := Carry{Range: period.Range{From: max(q.Range.From, q.Range.To-yearDays+1), To: q.Range.To}, Twins: period.Range{From: q.Range.To - twinDays + 1, To: q.Range.To}}
	for _, from := range []struct {
		channel int64
		kind    content.Kind
		origin  string
	}{{q.Facebook, content.FacebookOnly, metric.Facebook}, {q.Instagram, content.InstagramOnly, metric.Instagram}} {
		if from.channel == 0 {
			continue
		}
		leads, err := c.singles(ctx, src, content.Filter{Channels: q.Channels, Range: c.Range, Kind: from.kind, Limit: mostSingles}, q.Age)
		if err != nil {
			return c, err
		}
		if len(leads) == 0 {
			continue
		}
		kinds, err := brought(ctx, src, q.Property, c.Twins, from.origin)
		if err != nil {
			return c, err
		}
		for i := range leads {
			leads[i].Brought = kinds[leads[i].Post.Format].usual()
		}
		c.Leads = append(c.Leads, leads...)
	}
	if err := c.doubts(ctx, src, q.Property); err != nil {
		return c, err
	}
	slices.SortFunc(c.Leads, func(a, b Lead) int {
		return cmp.Or(cmp.Compare(*b.Post.Rank.Above, *a.Post.Rank.Above), b.Post.Published.Compare(a.Post.Published), cmp.Compare(a.Post.ID, b.Post.ID))
	})
	return c, nil
}

// singles counts the posts a filter finds and gives those in the top quarter.
func (c *Carry) singles(ctx context.Context, src store.Source, f content.Filter, at content.Age) ([]Lead, error) {
	pieces, err := content.List(ctx, src, f)
	if err != nil {
		return nil, err
	}
	pieces = slices.DeleteFunc(pieces, func(p content.Piece) bool { return p.Lead().Shared })
	if err := content.Stand(ctx, src, pieces, at); err != nil {
		return nil, err
	}
	var out []Lead
	c.Singles += len(pieces)
	for _, p := range pieces {
		l := p.Lead()
		if l.Rank.Above == nil {
			continue
		}
		c.Placed++
		if *l.Rank.Above >= TopQuarter {
			out = append(out, Lead{Post: l})
		}
	}
	return out, nil
}

// doubtDays is more than the days between the two posts of a doubtful pair.
const doubtDays = 7

// doubts fills which leads may have a twin after all.
func (c *Carry) doubts(ctx context.Context, src store.Source, property int64) error {
	if len(c.Leads) == 0 {
		return nil
	}
	other := map[int64]int64{}
	if err := src.Each(ctx, queries.Get("twin_doubt.OfDays"), store.Args{"property": property, "from": int64(c.Range.From - doubtDays), "to": int64(c.Range.To)},
		func(r *sql.Rows) error {
			var f, i int64
			err := r.Scan(&f, &i)
			other[f], other[i] = i, f
			return err
		}); err != nil {
		return err
	}
	for i := range c.Leads {
		c.Leads[i].Doubt = other[c.Leads[i].Post.ID]
	}
	return nil
}

// legs are the other legs of the twins of a kind: the interactions of each by the place of its age in content.Ages, and last its newest ones.
type legs [][]sql.NullFloat64

// brought reads what twins had on the other channel, by the format they had on this one.
func brought(ctx context.Context, src store.Source, property int64, days period.Range, origin string) (map[string]legs, error) {
	out := map[string]legs{}
	return out, src.Each(ctx, queries.Get("twin.Brought"), store.Args{"property": property, "from": int64(days.From), "to": int64(days.To), "origin": origin,
		"settled": int64(settledAge)}, func(r *sql.Rows) error {
		var format string
		v := make([]sql.NullFloat64, len(content.Ages)+1)
		err := r.Scan(&format, &v[4], &v[0], &v[1], &v[2], &v[3])
		out[format] = append(out[format], v)
		return err
	})
}

// usual is what legs had at the largest age at which enough of them are known, else by their newest figures.
func (l legs) usual() Brought {
	var b Brought
	at := len(content.Ages)
	for i, age := range content.Ages {
		if n := len(l.known(i)); n > 0 && n*100 >= len(l)*enoughAged {
			at, b.Age = i, &age
			break
		}
	}
	values := l.known(at)
	if b.Twins = len(values); b.Twins >= FewestTwins {
		low, middle, high := spread(values)
		b.Low, b.Middle, b.High = &low, &middle, &high
	}
	return b
}

func (l legs) known(at int) (out []float64) {
	for _, v := range l {
		if v[at].Valid {
			out = append(out, v[at].Float64)
		}
	}
	return out
}
