package ads

import (
	"fmt"
	"strconv"
	"strings"

	"tandem/aggregates/metric"
)

// Money is an amount in millionths of its currency's major unit. In JSON it is a text with at least two decimals and as many as it takes: "1234.56".
type Money int64

// String is the amount without its currency.
func (m Money) String() string {
	sign, v := "", int64(m)
	if v < 0 {
		sign, v = "-", -v
	}
	part := fmt.Sprintf("%06d", v%1_000_000)
	return fmt.Sprintf("%s%d.%s%s", sign, v/1_000_000, part[:2], strings.TrimRight(part[2:], "0"))
}

// MarshalJSON writes the text.
func (m Money) MarshalJSON() ([]byte, error) { return []byte(`"` + m.String() + `"`), nil }

// Count is a number of results in millionths: Meta counts some in fractions. In JSON it is a number.
type Count int64

// MarshalJSON writes a whole number where it is one.
func (c Count) MarshalJSON() ([]byte, error) {
	if c%1_000_000 == 0 {
		return strconv.AppendInt(nil, int64(c/1_000_000), 10), nil
	}
	return []byte(strings.TrimRight(Money(c).String(), "0")), nil
}

// Figures are what some money bought. A nil figure is not known; Reasons of the answer says why. Results are by kind and never added over kinds.
type Figures struct {
	Spend         *Money            `json:"spend"`
	Impressions   *int64            `json:"impressions"`
	Clicks        *int64            `json:"clicks"`
	LinkClicks    *int64            `json:"link_clicks"`
	Results       map[string]*Count `json:"results"` // empty where the reports name none
	Purchases     *int64            `json:"-"`
	PurchaseValue *Money            `json:"-"`
}

// unnamed is the kind of results that their report does not name.
const unnamed = "unknown"

// people are the result kinds that count people: they are not added over rows.
func people(kind string) bool {
	return kind == "reach" || kind == "estimated_ad_recallers" || strings.HasPrefix(kind, "unique_")
}

// tally adds rows up.
type tally struct {
	sums    [figures]int64
	known   int64 // bit n set: some row says the n-th
	missing int64
	parts   int64
	kinds   map[string]*kindTally
}

type kindTally struct {
	sum, parts     int64
	known, missing bool
}

func (t *tally) add(r row) {
	t.parts += r.parts
	t.missing |= r.missing
	for i, f := range r.figures {
		if f.Valid {
			t.sums[i] += f.Int64
			t.known |= 1 << i
		}
	}
	kind := r.kind
	if kind == "" {
		if !r.figures[results].Valid {
			return
		}
		kind = unnamed
	}
	if t.kinds == nil {
		t.kinds = map[string]*kindTally{}
	}
	k := t.kinds[kind]
	if k == nil {
		k = &kindTally{}
		t.kinds[kind] = k
	}
	k.parts += r.parts
	k.missing = k.missing || r.missing&(1<<results) != 0
	if r.figures[results].Valid {
		k.known, k.sum = true, k.sum+r.figures[results].Int64
	}
}

// names are the paths of the figures that have reasons.
var names = map[int]string{spend: "spend", impressions: "impressions", clicks: "clicks", linkClicks: "link_clicks"}

// figures spells the sums, and says at path why one is missing or at least what it says.
func (t *tally) figures(path string, reasons map[string]metric.Reason) Figures {
	f := Figures{Spend: known[Money](t, spend), Impressions: known[int64](t, impressions), Clicks: known[int64](t, clicks),
		LinkClicks: known[int64](t, linkClicks), Purchases: known[int64](t, purchases), PurchaseValue: known[Money](t, purchaseValue),
		Results: map[string]*Count{}}
	for i, name := range names {
		switch {
		case t.known&(1<<i) == 0:
			reasons[path+name] = metric.NotImported
		case t.missing&(1<<i) != 0:
			reasons[path+name] = metric.Partial
		}
	}
	for kind, k := range t.kinds {
		switch {
		case !k.known:
		case people(kind) && k.parts > 1:
			f.Results[kind] = nil
			reasons[path+"results."+kind] = metric.NotOffered
		default:
			c := Count(k.sum)
			f.Results[kind] = &c
			if k.missing {
				reasons[path+"results."+kind] = metric.Partial
			}
		}
	}
	return f
}

func known[T ~int64](t *tally, i int) *T {
	if t.known&(1<<i) == 0 {
		return nil
	}
	v := T(t.sums[i])
	return &v
}

// without is what is left of t when the parts of a split are taken away; fits is false where the parts come to more than the whole.
func (t *tally) without(parts []*tally) (rest *tally, fits bool) {
	rest = &tally{known: t.known, missing: t.missing, sums: t.sums}
	fits = true
	for _, p := range parts {
		for i := range rest.sums {
			rest.sums[i] -= p.sums[i]
		}
	}
	for i := range rest.sums {
		if rest.known&(1<<i) != 0 && rest.sums[i] < 0 && i <= impressions {
			fits = false
		}
		rest.sums[i] = max(rest.sums[i], 0)
	}
	rest.known &= 1<<results - 1
	return rest, fits
}

// none reports whether nothing is left.
func (t *tally) none() bool { return t.sums[spend] == 0 && t.sums[impressions] == 0 }
