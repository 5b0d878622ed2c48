package loss

import (
	"context"
	"database/sql"
	"embed"
	"math/bits"
	"slices"
	"time"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
	"tandem/aggregates/totals"
)

//go:embed queries/*.sql
var files embed.FS

var queries = store.Load(files)

// Question is what is asked of one property. Held is totals.FindHeld's answer, which the pages have at hand.
type Question struct {
	Property int64
	Channels totals.Channels
	Held     []totals.Held
	Zone     *time.Location // the property's: whose day it was when a file came in
	Today    period.Day     // in Zone
}

// since bounds how far back saved days are looked for, in months.
const since = 40 * 12

// series stand for the account's own days, best first: the first that is known on any day says which days are saved. Day files hold one figure each; a file of people
// alone does not save a day.
var series = [][]metric.Name{metric.Epochs(metric.Views), {metric.Interactions}, {metric.KnownDays}}

// Find is the state of each kind of data worth a line, in the order of Rules: posts and account days of each channel there is, ads where there is an ad account, and whatever
// else was imported.
//
// Account days are saved where a figure of that day is stored. Posts, stories and ads are saved from the first to the last day their files prove, but for whole months of
// which there is neither a row nor a file that covers any of it. What has no days (audience, followers, messages) is saved on the last day its files prove, or on which they
// came, in the property's zone.
func Find(ctx context.Context, src store.Source, q Question) ([]State, error) {
	k := known{question: q, months: map[kind][]period.Range{}, saved: map[kind][]period.Range{}}
	if err := k.readMonths(ctx, src); err != nil {
		return nil, err
	}
	if err := k.readDays(ctx, src); err != nil {
		return nil, err
	}
	if err := k.readFiles(ctx, src); err != nil {
		return nil, err
	}
	var out []State
	for _, rule := range Rules {
		held := k.held(rule)
		if held == nil && !k.expected(rule) {
			continue
		}
		s := Of(rule, k.saved[kind{rule.Channel, rule.What}], q.Today)
		if held != nil {
			s.Imported, s.Imports = held.Imported, held.Imports
		}
		out = append(out, s)
	}
	return out, nil
}

// kind is one kind of data of one channel.
type kind struct {
	channel string
	what    totals.Supply
}

// known is what the rollups say of which days there are.
type known struct {
	question Question
	// months are runs of whole months, or windows of ads reports, in which something is known.
	months map[kind][]period.Range
	// days are how many days of a month are known of the account's leading series, by channel.
	days  map[string]map[period.Day]int64
	leads map[string][]metric.Name
	saved map[kind][]period.Range // the answer
}

func (k *known) held(rule Rule) *totals.Held {
	for i, h := range k.question.Held {
		if h.Channel == rule.Channel && h.What == rule.What {
			return &k.question.Held[i]
		}
	}
	return nil
}

// expected reports whether a kind of data is worth a line though nobody brought it.
func (k *known) expected(rule Rule) bool {
	usual := rule.What == totals.HeldPosts || rule.What == totals.HeldActivity || rule.What == totals.HeldAds
	return usual && len(k.ids(rule.Channel)) > 0
}

func (k *known) ids(channel string) []int64 {
	c := k.question.Channels
	switch channel {
	case metric.Facebook:
		return totals.Channels{Facebook: c.Facebook}.Of()
	case metric.Instagram:
		return totals.Channels{Instagram: c.Instagram}.Of()
	}
	var out []int64
	for _, a := range c.Ads {
		out = append(out, a.Channel)
	}
	return out
}

// readMonths reads in which months anything is known.
func (k *known) readMonths(ctx context.Context, src store.Source) error {
	names := map[int64]string{}
	var ids []int64
	for _, c := range []string{metric.Facebook, metric.Instagram, metric.Ads} {
		for _, id := range k.ids(c) {
			names[id], ids = c, append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	all := map[string]map[metric.Name]map[period.Day]int64{}
	begun := map[string]period.Day{}
	args := store.Args{"channels": ids, "series": slices.Concat(series...), "since": int64(k.question.Today.FirstOfMonth().AddMonths(-since))}
	if err := src.Each(ctx, queries.Get("month.Known"), args, func(rows *sql.Rows) error {
		var channel, n int64
		var name metric.Name
		var first, last period.Day
		if err := rows.Scan(&channel, &name, &first, &last, &n); err != nil {
			return err
		}
		c := names[channel]
		switch name {
		case firstPost:
			begun[c] = first
		case metric.Spend:
			if n != 0 { // a month, with a bit for each day
				last = first + period.Day(bits.Len64(uint64(n))-1)
				first += period.Day(bits.TrailingZeros64(uint64(n)))
			}
			k.month(kind{c, totals.HeldAds}, period.Range{From: first, To: last})
		case metric.Posts:
			k.month(kind{c, totals.HeldPosts}, period.Range{From: first, To: first.AddMonths(1) - 1})
		default:
			if all[c] == nil {
				all[c] = map[metric.Name]map[period.Day]int64{}
			}
			if all[c][name] == nil {
				all[c][name] = map[period.Day]int64{}
			}
			all[c][name][first] += n
		}
		return nil
	}); err != nil {
		return err
	}
	for of, months := range k.months { // in the first month nothing is saved before the first post
		for i := range months {
			if of.what == totals.HeldPosts && months[i].To >= begun[of.channel] {
				months[i].From = max(months[i].From, begun[of.channel])
			}
		}
	}
	k.lead(all)
	return nil
}

// firstPost is how the query names the day of a channel's first post.
const firstPost metric.Name = "first"

func (k *known) month(of kind, r period.Range) { k.months[of] = append(k.months[of], r) }

// lead chooses which series says which days of an account are saved.
func (k *known) lead(all map[string]map[metric.Name]map[period.Day]int64) {
	k.days, k.leads = map[string]map[period.Day]int64{}, map[string][]metric.Name{}
	for channel, by := range all {
		for _, names := range series {
			days := map[period.Day]int64{}
			for _, n := range names {
				for month, known := range by[n] {
					days[month] += known
				}
			}
			if len(days) > 0 {
				k.days[channel], k.leads[channel] = days, names
				break
			}
		}
	}
}

// readDays finds the days on which the leading series of each account is known. Full months say so themselves; days are read only for those that lack some.
func (k *known) readDays(ctx context.Context, src store.Source) error {
	channels := map[int64]string{}
	var ids, cut []int64
	var names []metric.Name
	for channel, days := range k.days {
		of := kind{channel, totals.HeldActivity}
		for first, n := range days {
			if month := (period.Range{From: first, To: first.AddMonths(1) - 1}); n >= int64(month.Days()) {
				k.saved[of] = append(k.saved[of], month)
			} else if !slices.Contains(cut, int64(first)) {
				cut = append(cut, int64(first))
			}
		}
		id := k.ids(channel)[0]
		channels[id], ids, names = channel, append(ids, id), append(names, k.leads[channel]...)
	}
	if len(cut) == 0 {
		return nil
	}
	slices.Sort(cut)
	return src.Each(ctx, queries.Get("day.Known"), store.Args{"channels": ids, "series": names, "months": cut}, func(rows *sql.Rows) error {
		var id int64
		var name metric.Name
		var d period.Day
		err := rows.Scan(&id, &name, &d)
		if channel := channels[id]; slices.Contains(k.leads[channel], name) {
			of := kind{channel, totals.HeldActivity}
			k.saved[of] = append(k.saved[of], period.Range{From: d, To: d})
		}
		return err
	})
}

// readFiles finds what is saved of data that comes in files of a span: from the first to the last day they prove, but for whole months of which nothing is known and that no
// file covers. Files are asked for only where there are such months.
func (k *known) readFiles(ctx context.Context, src store.Source) error {
	empty := map[kind][]period.Range{}
	hull := period.Range{From: k.question.Today, To: 0}
	for _, rule := range Rules {
		held, of := k.held(rule), kind{rule.Channel, rule.What}
		if held == nil || rule.What == totals.HeldActivity {
			continue
		}
		span, ok := spanOf(held, k.months[of])
		if rule.Hold != Span || !ok {
			at := period.DayOf(held.Imported.In(k.question.Zone))
			if to := held.To(); to != nil {
				at = *to
			}
			span = period.Range{From: at, To: at}
		}
		k.saved[of] = []period.Range{span}
		if len(k.months[of]) == 0 {
			continue
		}
		if empty[of] = without(span, k.months[of]); len(empty[of]) > 0 {
			hull.From, hull.To = min(hull.From, empty[of][0].From), max(hull.To, empty[of][len(empty[of])-1].To)
		}
	}
	if !hull.Valid() {
		return nil
	}
	files, err := k.files(ctx, src, hull)
	for of, months := range empty {
		k.saved[of] = covered(k.saved[of][0], months, files[of])
	}
	return err
}

// files are what live imports cover of a range, by the kind of data they bring.
func (k *known) files(ctx context.Context, src store.Source, over period.Range) (map[kind][]period.Range, error) {
	out := map[kind][]period.Range{}
	args := store.Args{"property": k.question.Property, "from": int64(over.From), "to": int64(over.To)}
	return out, src.Each(ctx, queries.Get("import.Covering"), args, func(rows *sql.Rows) error {
		var name, platform string
		var r period.Range
		var asOf period.Day
		err := rows.Scan(&name, &platform, &r.From, &r.To, &asOf)
		r.To = max(r.To, asOf)
		channels, what := totals.Supplied(name, platform)
		for _, c := range channels {
			out[kind{c, what}] = append(out[kind{c, what}], r)
		}
		return err
	})
}

// covered is a span without those of its empty months that no file touches.
func covered(span period.Range, empty, files []period.Range) []period.Range {
	var out []period.Range
	from := span.From
	for _, m := range empty {
		if !slices.ContainsFunc(files, func(f period.Range) bool { return f.From <= m.To && f.To >= m.From }) {
			out = append(out, period.Range{From: from, To: m.From - 1})
			from = m.To + 1
		}
	}
	return append(out, period.Range{From: from, To: span.To})
}

// spanOf is from the first to the last day that files prove. Of the newest files only; earlier ones are known by the months they filled.
func spanOf(held *totals.Held, months []period.Range) (r period.Range, ok bool) {
	to := held.To()
	if to == nil {
		return period.Range{From: 1, To: 0}, false
	}
	r = period.Range{From: *to, To: *to}
	if held.First != nil {
		r.From = *held.First
	}
	for _, m := range months {
		if m.To < r.From {
			r.From = m.From
		}
	}
	return r, true
}

// without lists the whole months inside a span that no range touches, oldest first.
func without(span period.Range, ranges []period.Range) []period.Range {
	var out []period.Range
	for _, m := range span.Buckets(period.ByMonth) {
		whole := m.From == m.From.FirstOfMonth() && m.To+1 == (m.To+1).FirstOfMonth()
		if whole && !slices.ContainsFunc(ranges, func(r period.Range) bool { return r.From <= m.To && r.To >= m.From }) {
			out = append(out, m)
		}
	}
	return out
}
