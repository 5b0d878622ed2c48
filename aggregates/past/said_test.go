package past_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/annotation"
	"tandem/aggregates/content/contenttest"
	"tandem/aggregates/fault"
	"tandem/aggregates/past"
	"tandem/aggregates/period"
	"tandem/aggregates/property"
	"tandem/aggregates/store/storetest"
	"tandem/aggregates/twin"
)

// A verdict counts from the day it was said; a conversation leaves its names behind.
func TestWhatPeopleSaidCountsFromTheDayTheySaidIt(t *testing.T) {
	b := open(t)
	p := storetest.Property(t, b.scope, "Corner")
	org, db := b.scope.Organization(), b.desk.DB
	channel := storetest.Exec(t, db, "insert into channel (organization, property, kind) values (?, ?, 'facebook')", org, p)
	storetest.Exec(t, db, "insert into channel (organization, property, kind) values (?, ?, 'instagram')", org, p) // nothing speaks of it yet
	day := period.Date(2026, 3, 1)
	brought := storetest.Exec(t, db, `insert into import (organization, property, via, source, file, kind, state, created_at) values (?, ?, 'page', 'file', 'f', 'takeout', 'stored', ?)`,
		org, p, day.Time().UnixMilli())
	talk := storetest.Exec(t, db, "insert into conversation (organization, channel, thread) values (?, ?, 'ada_17')", org, channel)
	storetest.Exec(t, db, "insert into conversation_import (organization, import, conversation, title) values (?, ?, ?, 'Ada')", org, brought, talk)
	for i, at := range []period.Day{day, day + 1} {
		storetest.Exec(t, db, "insert into twin_verdict (organization, property, facebook_id, instagram_id, verdict, user, at) values (?, ?, ?, '9', 'twin', 7, ?)",
			org, p, fmt.Sprint(i), at.Time().UnixMilli())
	}
	for text, at := range map[string][2]any{"then": {day, nil}, "later": {day + 1, nil}, "gone": {day - 1, day}, "gone since": {day - 1, day + 1}} {
		var removed any
		if d, ok := at[1].(period.Day); ok {
			removed = d.Time().UnixMilli()
		}
		storetest.Exec(t, db, "insert into annotation (organization, first_day, last_day, kind, text, at, recorded_at, removed_at) values (?, 1, 2, 'other', ?, 1, ?, ?)",
			org, text, at[0].(period.Day).Time().UnixMilli(), removed)
	}
	db = build(t, b, past.Question{Property: p, Day: day, Zone: time.UTC})
	if got := fmt.Sprint(rows(t, db, "annotation")); strings.Count(got, "text=") != 2 || !strings.Contains(got, "text=then ") || !strings.Contains(got, "text=gone since ") ||
		strings.Count(got, "removed_at=<nil>") != 2 {
		t.Error(got)
	}
	if got := rows(t, db, "twin_verdict"); len(got) != 1 || !strings.Contains(got[0], "facebook_id=0") || !strings.Contains(got[0], "user=<nil>") {
		t.Error(got)
	}
	if got := fmt.Sprint(rows(t, db, "conversation"), rows(t, db, "conversation_import")); strings.Contains(strings.ToLower(got), "ada") || !strings.Contains(got, "conversation=") {
		t.Error(got)
	}
	if got := rows(t, db, "channel"); len(got) != 1 {
		t.Error("a channel that nothing spoke of is there:", got)
	}
}

// A twin that was split and joined again later had lost the first word on all days before: of a pair the last one alone was kept.
func TestVerdictsStandAsAtTheEndOfTheDay(t *testing.T) {
	b := open(t)
	ctx := context.Background()
	p := storetest.Property(t, b.scope, "Corner")
	channels := contenttest.Fill(t, b.scope, p)
	var facebook, instagram []int64
	for id, list := range map[int64]*[]int64{channels.Facebook: &facebook, channels.Instagram: &instagram} {
		rows, err := b.desk.DB.Reader().Query("select id from post where channel = ? and scope = 'post' order by id limit 2", id)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var post int64
			if err := rows.Scan(&post); err != nil {
				t.Fatal(err)
			}
			*list = append(*list, post)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			t.Fatal(err)
		}
	}
	r := rand.New(rand.NewPCG(3, 5))
	day := period.Date(2026, 3, 1)
	stood, said := map[string]twin.Verdict{}, map[period.Day]string{}
	for d := day; d < day+20; d++ {
		for n := range r.IntN(5) {
			at := d.Time().Add(time.Duration(9-n) * time.Hour) // the clock goes backwards within a day
			f, i, v := facebook[r.IntN(2)], instagram[r.IntN(2)], []twin.Verdict{twin.Nothing, twin.Same, twin.Apart}[r.IntN(3)]
			if _, err := twin.Say(ctx, b.scope, p, f, i, v, 0, at); err != nil && !fault.Is(err, fault.Conflict) {
				t.Fatal(err)
			} else if err == nil {
				stood[fmt.Sprint(f, " ", i)] = v
			}
		}
		for pair, v := range stood {
			if v == twin.Nothing {
				delete(stood, pair)
			}
		}
		said[d] = fmt.Sprint(stood)
	}
	name := func(external string) (id int64) {
		if err := b.desk.DB.Reader().QueryRow("select id from post where external_id = ? and property = ?", external, p).Scan(&id); err != nil {
			t.Fatal(err)
		}
		return id
	}
	for d, want := range said {
		db := build(t, b, past.Question{Property: p, Day: d, Zone: time.UTC})
		got := map[string]twin.Verdict{}
		rows, err := db.Reader().Query("select facebook_id, instagram_id, verdict from twin_verdict")
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var f, i string
			var v twin.Verdict
			if err := rows.Scan(&f, &i, &v); err != nil {
				t.Fatal(err)
			}
			got[fmt.Sprint(name(f), " ", name(i))] = v
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			t.Fatal(err)
		}
		if fmt.Sprint(got) != want {
			t.Errorf("as of %s %v, at its end %s", d, got, want)
		}
	}
	if n := storetest.Count(t, b.desk.DB, "twin_verdict_version"); n < 5 {
		t.Errorf("%d earlier words: the test shows little", n)
	}
}

// The second computation: whatever is done to annotations and when, as of each day there is what stood when it ended, noted then.
func TestAnnotationsStandAsAtTheEndOfTheDay(t *testing.T) {
	b := open(t)
	ctx := context.Background()
	p, err := property.Add(ctx, b.scope, property.New{Name: "Far", Timezone: "Pacific/Auckland"}, b.now)
	if err != nil {
		t.Fatal(err)
	}
	other := storetest.Property(t, b.scope, "Other")
	random := rand.New(rand.NewPCG(7, 21))
	stood := map[int64]annotation.New{}
	removed := map[int64]annotation.New{}
	some := func(of map[int64]annotation.New) (int64, bool) {
		ids := slices.Sorted(maps.Keys(of))
		if len(ids) == 0 {
			return 0, false
		}
		return ids[random.IntN(len(ids))], true
	}
	day := period.Date(2026, 9, 20) // over the change of the clocks on the 27th
	midnight := func(d period.Day) time.Time { return time.Date(2026, 9, 20+int(d-day), 0, 0, 0, 0, p.Location()) }
	said := map[period.Day][]string{}
	for d := day; d < day+14; d++ {
		length := midnight(d + 1).Sub(midnight(d))
		for i, steps := 0, random.IntN(12); i < steps; i++ {
			// the first step is as the day begins, others anywhere, the last at its last moment
			at := midnight(d).Add(length * time.Duration(i) / time.Duration(steps))
			if i > 0 && i == steps-1 {
				at = midnight(d + 1).Add(-time.Millisecond)
			}
			n := annotation.New{Property: []int64{0, p.ID, other}[random.IntN(3)], Days: period.Range{From: day, To: day + period.Day(random.IntN(5))},
				Kind: annotation.Event, Text: fmt.Sprint("text ", random.IntN(1000))}
			switch id, any := some(stood); random.IntN(4) {
			case 0:
				if id, err = annotation.Add(ctx, b.scope, n, 0, at); err != nil {
					t.Fatal(err)
				}
				stood[id] = n
			case 1:
				if any {
					if err := annotation.Change(ctx, b.scope, id, n, 0, at); err != nil {
						t.Fatal(err)
					}
					stood[id] = n
				}
			case 2:
				if any {
					if err := annotation.Remove(ctx, b.scope, id, at); err != nil {
						t.Fatal(err)
					}
					removed[id] = stood[id]
					delete(stood, id)
				}
			case 3:
				if id, any := some(removed); any {
					switch err := annotation.Restore(ctx, b.scope, id, at); {
					case err == nil:
						stood[id] = removed[id]
					case !fault.Is(err, fault.NotFound): // removed more than a day before
						t.Fatal(err)
					}
					delete(removed, id)
				}
			}
		}
		said[d] = []string{}
		for id, n := range stood {
			if n.Property != other {
				said[d] = append(said[d], fmt.Sprint(id, n))
			}
		}
		slices.Sort(said[d])
	}
	standing := 0
	for d, want := range said {
		db := build(t, b, past.Question{Property: p.ID, Day: d, Zone: p.Location()})
		list, err := annotation.Touching(ctx, db.For(b.scope.Organization()), p.ID, period.Range{From: day - 100, To: day + 100})
		if err != nil {
			t.Fatal(err)
		}
		got := []string{}
		for _, a := range list {
			got = append(got, fmt.Sprint(a.ID, annotation.New{Property: a.Property, Days: a.Days, Kind: a.Kind, Text: a.Text}))
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("as of %s\n%q, at its end\n%q", d, got, want)
		}
		standing += len(got)
	}
	if earlier := storetest.Count(t, b.desk.DB, "annotation_version"); earlier < 10 || standing < 20 {
		t.Errorf("%d earlier versions and %d standing on all days: the test shows little", earlier, standing)
	}
}
