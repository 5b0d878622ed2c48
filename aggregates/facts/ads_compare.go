package facts

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// mostCompared is with how many other reports a report is compared, the newest first: each costs a pass over both.
const mostCompared = 3

// adsCover is which days an import holds of a cut.
type adsCover struct {
	id, cut int64
	file    string
	days    period.Range
}

// Disagreements compares an import's ads report with the newest live ones that slice the same days of its account another way, one sentence for each that
// comes to other money or impressions; none means they agree or cannot be compared. Reports are compared over the days both span, and only where no
// window of either sticks out of them. A difference below a cent is rounding.
func Disagreements(ctx context.Context, src store.Source, id int64) ([]string, error) {
	var covers []adsCover
	if err := src.Each(ctx, queries.Get("ads_cover.Beside"), store.Args{"import": id, "limit": mostCompared}, func(r *sql.Rows) error {
		var mine, other adsCover
		err := r.Scan(&mine.cut, &mine.days.From, &mine.days.To, &other.id, &other.file, &other.cut, &other.days.From, &other.days.To)
		mine.id = id
		covers = append(covers, mine, other)
		return err
	}); err != nil {
		return nil, err
	}
	var out []string
	for ; len(covers) > 0; covers = covers[2:] {
		mine, other := covers[0], covers[1]
		both := period.Range{From: max(mine.days.From, other.days.From), To: min(mine.days.To, other.days.To)}
		a, err := sumOver(ctx, src, mine, both)
		if err != nil {
			return nil, err
		}
		b, err := sumOver(ctx, src, other, both)
		if err != nil {
			return nil, err
		}
		if said, against, differ := a.against(b); differ {
			out = append(out, fmt.Sprintf("From %s to %s this report comes to %s, but %s, which slices the same days another way, comes to %s. They are never added.",
				both.From, both.To, said, other.file, against))
		}
	}
	return out, nil
}

// adsWhole is what a report comes to over some days. sticking counts its windows that are partly outside.
type adsWhole struct {
	rows, spends, seen, sticking int64
	spend, impressions           sql.NullInt64
}

func sumOver(ctx context.Context, src store.Source, c adsCover, days period.Range) (w adsWhole, err error) {
	return w, src.One(ctx, queries.Get("ads_row.Whole"), store.Args{"cut": c.cut, "import": c.id, "from": int64(days.From), "to": int64(days.To)},
		&w.rows, &w.sticking, &w.spends, &w.spend, &w.seen, &w.impressions)
}

// cent is the largest difference in money, in millionths, that rounding makes.
const cent = 10_000

// against words both sides by the figures that all of their rows say, and whether one of these differs.
func (w adsWhole) against(o adsWhole) (mine, other string, differ bool) {
	if w.rows == 0 || o.rows == 0 || w.sticking > 0 || o.sticking > 0 {
		return "", "", false
	}
	var a, b []string
	if w.spends == w.rows && o.spends == o.rows {
		d := w.spend.Int64 - o.spend.Int64
		differ = d >= cent || d <= -cent
		a, b = append(a, cents(w.spend.Int64)+" spent"), append(b, cents(o.spend.Int64)+" spent")
	}
	if w.seen == w.rows && o.seen == o.rows {
		differ = differ || w.impressions != o.impressions
		a, b = append(a, fmt.Sprintf("%d impressions", w.impressions.Int64)), append(b, fmt.Sprintf("%d impressions", o.impressions.Int64))
	}
	return strings.Join(a, " and "), strings.Join(b, " and "), differ
}

func cents(micros int64) string {
	return fmt.Sprintf("%d.%02d", (micros+cent/2)/1_000_000, (micros+cent/2)%1_000_000/cent)
}
