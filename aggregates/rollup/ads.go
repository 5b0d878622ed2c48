package rollup

import (
	"context"
	"database/sql"

	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// adsMonths is how many dirty months of an ad account are rebuilt together, and adsDays more than they can have days.
const (
	adsMonths = 4
	adsDays   = adsMonths * 31
)

// rebuildAds replaces the figures of the months that hold dirty days. A month is the unit because its sum needs all of its days; a window belongs to the month
// it ends in.
func rebuildAds(ctx context.Context, tx *store.Tx) (bool, error) {
	var channel int64
	var months []period.Range
	if err := tx.Each(ctx, queries.Get("dirty_day.NextAds"), store.Args{"limit": adsDays}, func(r *sql.Rows) error {
		var c int64
		var d period.Day
		if err := r.Scan(&c, &d); err != nil {
			return err
		}
		if channel == 0 {
			channel = c
		}
		if c != channel || len(months) > 0 && months[len(months)-1].Has(d) {
			return nil
		}
		first := d.FirstOfMonth()
		months = append(months, period.Range{From: first, To: first.AddMonths(1) - 1})
		return nil
	}); err != nil || channel == 0 {
		return false, err
	}
	account, err := readAdsAccount(ctx, tx, channel)
	if err != nil {
		return true, err
	}
	for _, month := range months[:min(len(months), adsMonths)] {
		for _, cut := range account.cuts {
			if err := account.rebuild(ctx, tx, cut, month); err != nil {
				return true, err
			}
		}
		args := store.Args{"channel": channel, "from": int64(month.From), "to": int64(month.To)}
		if _, err := tx.Exec(ctx, queries.Get("dirty_day.ClearAds"), args); err != nil {
			return true, err
		}
	}
	return true, rebuildRuns(ctx, tx, channel, "ads")
}

// adsAccount is what a rebuild needs to know of an ad account before it reads rows.
type adsAccount struct {
	channel   int64
	cuts      []adsCut
	platforms map[int64]string  // by segment
	kinds     map[int64]adsKind // by setting
}

type adsCut struct {
	id   int64
	step string
}

type adsKind struct {
	id   int64
	name string
}

func readAdsAccount(ctx context.Context, tx *store.Tx, channel int64) (*adsAccount, error) {
	a := &adsAccount{channel: channel, platforms: map[int64]string{}, kinds: map[int64]adsKind{}}
	args := store.Args{"channel": channel}
	err := tx.Each(ctx, queries.Get("ads_cut.OfChannel"), args, func(r *sql.Rows) error {
		var c adsCut
		err := r.Scan(&c.id, &c.step)
		a.cuts = append(a.cuts, c)
		return err
	})
	if err != nil {
		return nil, err
	}
	if err := tx.Each(ctx, queries.Get("ads_segment.Platforms"), args, func(r *sql.Rows) error {
		var id int64
		var p string
		err := r.Scan(&id, &p)
		a.platforms[id] = p
		return err
	}); err != nil {
		return nil, err
	}
	return a, tx.Each(ctx, queries.Get("ads_setting.Kinds"), args, func(r *sql.Rows) error {
		var id int64
		var k adsKind
		err := r.Scan(&id, &k.id, &k.name)
		a.kinds[id] = k
		return err
	})
}

// rebuild replaces the figures of one cut in one month.
func (a *adsAccount) rebuild(ctx context.Context, tx *store.Tx, cut adsCut, month period.Range) error {
	span := store.Args{"cut": cut.id, "from": int64(month.From), "to": int64(month.To)}
	var imports int
	if err := tx.One(ctx, queries.Get("ads_cover.Imports"), span, &imports); err != nil {
		return err
	}
	groups := newAdsGroups(cut.step == "day")
	if imports > 0 {
		believed := false
		var err error
		if imports == 1 {
			if believed, err = groups.readSums(ctx, tx, span); err != nil {
				return err
			}
		}
		if !believed {
			groups = newAdsGroups(cut.step == "day")
			if err := a.readRows(ctx, tx, cut, span, groups); err != nil {
				return err
			}
		}
	}
	for _, name := range []string{"ads_figure.Clear", "ads_total.Clear", "ads_sum.Clear"} {
		if _, err := tx.Exec(ctx, queries.Get(name), span); err != nil {
			return err
		}
	}
	windows := store.Args{"cut": cut.id, "channel": a.channel, "from": int64(month.From), "to": int64(month.To)}
	if _, err := tx.Exec(ctx, queries.Get("ads_window.Clear"), windows); err != nil {
		return err
	}
	return groups.put(ctx, tx, a.channel, cut.id, month)
}
