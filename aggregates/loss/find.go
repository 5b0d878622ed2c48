package loss

import (
	"context"
	"database/sql"
	"embed"
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

// recent bounds how far back series are held against each other, in months: further back than Meta keeps any, by a year in which a series may have begun.
const recent = 36

// Find is the state of each kind of data worth a line, in the order of Rules: posts and account days of each channel there is, ads where there is an ad account, and whatever
// else was imported.
//
// Account days are saved where a figure of that day is stored; which series lack days that others have is said beside. Posts, stories and ads are saved from the first to the last day their files prove, but for whole months of
// which there is neither a row nor a file that covers any of it. What has no days (audience, followers, messages) is saved on the last day its files prove, or on which they
// came, in the property's zone.
func Find(ctx context.Context, src store.Source, q Question) ([]State, error) {
	k := known{question: q, runs: map[kind][]period.Range{}, saved: map[kind][]period.Range{}, files: perChannel(), absent: perChannel()}
	if err := k.readRuns(ctx, src); err != nil {
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
		if rule.What == totals.HeldActivity {
			s.findForgotten(k.files[rule.Channel], k.absent[rule.Channel])
		}
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
	runs     map[kind][]period.Range // in which something is known, with whole months between of what is known by months
	saved    map[kind][]period.Range // the answer
	// files are what files of the account's series cover, absent the days of which a reason is known; by channel.
	files, absent map[string]byMetric
}

func perChannel() map[string]byMetric {
	return map[string]byMetric{metric.Facebook: {}, metric.Instagram: {}}
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

// readRuns reads on which days anything is known. Of an account's own series the leading one says so.
func (k *known) readRuns(ctx context.Context, src store.Source) error {
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
	days, today := perChannel(), k.question.Today
	args := store.Args{"channels": ids, "series": append(slices.Concat(metric.Leading...), metric.KnownDays, metric.Posts, metric.Spend), "files": filed,
		"since": int64(today.FirstOfMonth().AddMonths(-since)), "recent": int64(today.FirstOfMonth().AddMonths(-recent))}
	if err := src.Each(ctx, queries.Get("run.Known"), args, func(rows *sql.Rows) error {
		var channel int64
		var what string
		var name metric.Name
		var r period.Range
		err := rows.Scan(&channel, &what, &name, &r.From, &r.To)
		switch c := names[channel]; what {
		case "post":
			k.runs[kind{c, totals.HeldPosts}] = append(k.runs[kind{c, totals.HeldPosts}], r)
		case "ads":
			k.runs[kind{c, totals.HeldAds}] = append(k.runs[kind{c, totals.HeldAds}], r)
		default:
			by := map[string]map[string]byMetric{"activity": days, "file": k.files, "absent": k.absent}[what][c]
			by[name] = append(by[name], r)
		}
		return err
	}); err != nil {
		return err
	}
	for channel, by := range days {
		k.saved[kind{channel, totals.HeldActivity}] = leading(by, k.files[channel])
	}
	return nil
}

// filed are the series of metric.InDayFiles with their older definitions.
var filed = func() (out []metric.Name) {
	for _, n := range metric.InDayFiles {
		out = append(out, metric.Epochs(n)...)
	}
	return out
}()

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
		span, ok := spanOf(held, k.runs[of])
		if rule.Hold != Span || !ok {
			at := period.DayOf(held.Imported.In(k.question.Zone))
			if to := held.To(); to != nil {
				at = *to
			}
			span = period.Range{From: at, To: at}
		}
		k.saved[of] = []period.Range{span}
		if len(k.runs[of]) == 0 {
			continue
		}
		if empty[of] = without(span, k.runs[of]); len(empty[of]) > 0 {
			hull.From, hull.To = min(hull.From, empty[of][0].From), max(hull.To, empty[of][len(empty[of])-1].To)
		}
	}
	if !hull.Valid() {
		return nil
	}
	files, err := k.covering(ctx, src, hull)
	for of, months := range empty {
		k.saved[of] = covered(k.saved[of][0], months, files[of])
	}
	return err
}

// covering are what live imports cover of a range, by the kind of data they bring.
func (k *known) covering(ctx context.Context, src store.Source, over period.Range) (map[kind][]period.Range, error) {
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

// spanOf is from the first to the last day that files prove. Of the newest files only; earlier ones are known by what they brought.
func spanOf(held *totals.Held, runs []period.Range) (r period.Range, ok bool) {
	to := held.To()
	if to == nil {
		return period.Range{From: 1, To: 0}, false
	}
	r = period.Range{From: *to, To: *to}
	if held.First != nil {
		r.From = *held.First
	}
	for _, known := range runs {
		r.From = min(r.From, known.From)
	}
	return r, true
}

// without lists the whole months inside a span that no run touches, oldest first.
func without(span period.Range, runs []period.Range) []period.Range {
	var out []period.Range
	next := span.From
	for _, r := range append(joined(runs, span.To), period.Range{From: span.To + 1, To: span.To + 1}) {
		for m := (next - 1).FirstOfMonth().AddMonths(1); m.AddMonths(1) <= r.From; m = m.AddMonths(1) {
			out = append(out, period.Range{From: m, To: m.AddMonths(1) - 1})
		}
		next = max(next, r.To+1)
	}
	return out
}
