package facts_test

import (
	"context"
	"fmt"
	"log/slog"
	"testing"

	"tandem/aggregates/facts"
	"tandem/aggregates/importers"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/rollup"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
)

// adsRun writes facts of an ads report, as many chunks as they fill.
type adsRun struct {
	t      *testing.T
	scope  store.Scope
	target facts.Target
	cut    importers.Cut
}

func newAdsRun(t *testing.T, ids bool) *adsRun {
	s := storetest.Organization(t, storetest.Open(t), "one")
	property := storetest.Property(t, s, "Shop")
	channel := storetest.Exec(t, s.DB(), `insert into channel (organization, property, kind, currency) values (?, ?, 'ads', 'EUR')`, s.Organization(), property)
	run := storetest.Exec(t, s.DB(), `insert into import (organization, property, via, source, file, state, as_of, created_at)
		values (?, ?, 'command', 'file', 'x.csv', 'running', 20000, 1)`, s.Organization(), property)
	return &adsRun{t, s, facts.Target{Import: run, Property: property, Channels: map[string]int64{metric.Ads: channel}}, importers.Cut{Level: "ad", Step: "day", Ids: ids}}
}

// write stores the facts; stop ends the reading with an error behind the last, as a kill would.
func (r *adsRun) write(list ...importers.AdFact) facts.Summary {
	r.t.Helper()
	w := facts.NewWriter(context.Background(), slog.Default(), r.scope, r.target, nil)
	if err := w.Cut(r.cut); err != nil {
		r.t.Fatal(err)
	}
	for i := range list {
		list[i].Line = i + 2
		if err := w.Ad(&list[i]); err != nil {
			r.t.Fatal(err)
		}
	}
	sum, err := w.Close(nil)
	if err != nil {
		r.t.Fatal(err)
	}
	return sum
}

func (r *adsRun) spend() (sum int64) {
	r.t.Helper()
	ctx := context.Background()
	if err := rollup.Rebuild(ctx, r.scope); err != nil {
		r.t.Fatal(err)
	}
	if differences, err := rollup.Verify(ctx, r.scope); err != nil || len(differences) > 0 {
		r.t.Fatalf("%v %v", differences, err)
	}
	if err := r.scope.DB().Reader().QueryRow(`select coalesce(sum(spend), 0) from ads_total where step = 1`).Scan(&sum); err != nil {
		r.t.Fatal(err)
	}
	return sum
}

func adFact(day int, name, id string, spend int64) importers.AdFact {
	a := importers.AdFact{First: period.Day(20000 + day), Last: period.Day(20000 + day), CampaignName: "C", AdName: name, AdID: id}
	a.Set(importers.AdSpend, spend)
	return a
}

// A row of an earlier chunk that comes again with another value: the larger stands, in the table and in the sums that were made beside it.
func TestRepeatedIDsOverChunks(t *testing.T) {
	r := newAdsRun(t, true)
	var list []importers.AdFact
	var want int64
	for i := range 40_000 {
		list = append(list, adFact(i%50, "", fmt.Sprint(100+i/50), int64(i)))
		want += int64(i)
	}
	list = append(list, adFact(7, "", "100", 1_000_000), adFact(8, "", "100", 1)) // larger and smaller than the 7 and 8 of the first chunk
	want += 1_000_000 - 7
	sum := r.write(list...)
	if got := r.spend(); got != want {
		t.Errorf("%d, want %d", got, want)
	}
	if sum.Unchanged != 2 || sum.Stored != 40_000 || storetest.Count(t, r.scope.DB(), "ads_row") != 40_000 {
		t.Errorf("%+v", sum)
	}
}

// Rows without ids are told apart by their place among equals, over chunks.
func TestEqualNamesOverChunks(t *testing.T) {
	var list []importers.AdFact
	var want int64
	for i := range 70_000 {
		list = append(list, adFact(i%10, fmt.Sprint("Ad ", i%500), "", int64(i)))
		want += int64(i)
	}
	r := newAdsRun(t, false)
	r.write(list...)
	if got, rows := r.spend(), storetest.Count(t, r.scope.DB(), "ads_row"); got != want || rows != 70_000 {
		t.Errorf("%d in %d rows, want %d", got, rows, want)
	}
}

// Sums beside the rows only save time: the rebuild comes to the same without them.
func TestSumsOfARunAreOnlyBelievedWhole(t *testing.T) {
	ctx := context.Background()
	for name, damage := range map[string]string{
		"whole":     `update ads_sum set rows = rows`,
		"one gone":  `delete from ads_sum where last_day = 20001`,
		"all gone":  `delete from ads_sum`,
		"one short": `update ads_sum set spend = 0, rows = rows - 1 where last_day = 20002`,
	} {
		t.Run(name, func(t *testing.T) {
			r := newAdsRun(t, true)
			var want int64
			var list []importers.AdFact
			for i := range 60 {
				list = append(list, adFact(i%3, "", fmt.Sprint(100+i), int64(i)))
				want += int64(i)
			}
			r.write(list...)
			if storetest.Count(t, r.scope.DB(), "ads_sum") == 0 {
				t.Fatal("the run left no sums")
			}
			storetest.Exec(t, r.scope.DB(), damage)
			if err := rollup.Rebuild(ctx, r.scope); err != nil {
				t.Fatal(err)
			}
			if got := r.spend(); got != want || storetest.Count(t, r.scope.DB(), "ads_sum") != 0 {
				t.Errorf("%d, want %d", got, want)
			}
		})
	}
}
