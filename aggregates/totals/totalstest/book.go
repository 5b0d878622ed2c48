package totalstest

import (
	"testing"
	"time"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
	"tandem/aggregates/totals"
)

// Book is a property with a Page and an Instagram account whose rollups are written by hand.
type Book struct {
	T        testing.TB
	Scope    store.Scope
	Property int64
	totals.Channels
}

// Open gives a property its two channels.
func Open(t testing.TB, s store.Scope, property int64) *Book {
	t.Helper()
	b := &Book{T: t, Scope: s, Property: property}
	b.Facebook = b.exec(`insert into channel (organization, property, kind, name) values (?, ?, 'facebook', 'Page')`, s.Organization(), property)
	b.Instagram = b.exec(`insert into channel (organization, property, kind, name) values (?, ?, 'instagram', 'account')`, s.Organization(), property)
	return b
}

func (b *Book) exec(text string, args ...any) int64 {
	b.T.Helper()
	return storetest.Exec(b.T, b.Scope.DB(), text, args...)
}

// Day writes one day of account activity, and that the day is known.
func (b *Book) Day(channel int64, name metric.Name, day period.Day, value int64) {
	b.T.Helper()
	b.figure(channel, metric.Activity, name, day, value, 1, value)
	b.figure(channel, metric.Activity, metric.KnownDays, day, 1, 1, 1)
}

// Days writes the same value on every day of a range.
func (b *Book) Days(channel int64, name metric.Name, r period.Range, value int64) {
	b.T.Helper()
	b.exec(`insert or replace into figure (organization, channel, scope, metric, step, day, sum, known, parts, largest)
		with recursive d(day) as (select ? union all select day + 1 from d where day < ?), m(metric, value) as (values (?, ?), ('days', 1))
		select ?, ?, 'activity', m.metric, 1, d.day, m.value, 1, 1, m.value from d, m`, int64(r.From), int64(r.To), string(name), value, b.Scope.Organization(), channel)
}

// Posts writes what n posts of a day reached together; largest is that of the best of them.
func (b *Book) Posts(channel int64, day period.Day, n int64, sums map[metric.Name]int64) {
	b.T.Helper()
	b.figure(channel, metric.Post, metric.Posts, day, n, n, 1)
	for name, sum := range sums {
		b.figure(channel, metric.Post, name, day, sum, n, (sum+n-1)/n)
	}
}

func (b *Book) figure(channel int64, scope metric.Scope, name metric.Name, day period.Day, sum, known, largest int64) {
	b.T.Helper()
	b.exec(`insert or replace into figure (organization, channel, scope, metric, step, day, sum, known, parts, largest) values (?, ?, ?, ?, 1, ?, ?, ?, ?, ?)`,
		b.Scope.Organization(), channel, string(scope), string(name), int64(day), sum, known, known, largest)
}

// Window writes a unique count of several days.
func (b *Book) Window(channel int64, name metric.Name, r period.Range, value int64) {
	b.T.Helper()
	b.exec(`insert into figure_window (organization, channel, metric, last_day, first_day, value) values (?, ?, ?, ?, ?, ?)`,
		b.Scope.Organization(), channel, string(name), int64(r.To), int64(r.From), value)
}

// Absent writes why a metric has no value.
func (b *Book) Absent(channel int64, name metric.Name, r period.Range, reason metric.Reason) {
	b.T.Helper()
	file := b.exec(`insert into import (organization, property, via, source, file, state, created_at) values (?, ?, 'command', 'file', 'absent.csv', 'stored', 0)`,
		b.Scope.Organization(), b.Property)
	b.exec(`insert into absence (organization, channel, metric, first_day, last_day, reason, import) values (?, ?, ?, ?, ?, ?, ?)`,
		b.Scope.Organization(), channel, string(name), int64(r.From), int64(r.To), string(reason), file)
}

// Import writes that a file of a kind was stored.
func (b *Book) Import(kind, platform string, r period.Range, at time.Time) {
	b.T.Helper()
	b.exec(`insert into import (organization, property, via, source, file, kind, platform, state, first_day, last_day, as_of, created_at, finished_at)
		values (?, ?, 'command', 'file', ?, ?, ?, 'stored', ?, ?, ?, ?, ?)`, b.Scope.Organization(), b.Property, kind+".csv", kind, platform,
		int64(r.From), int64(r.To), int64(r.To), at.UnixMilli(), at.UnixMilli())
}

// Settle sums the days to weeks and months, as a rebuild would. Call it when all days stand, again after further ones.
func (b *Book) Settle() {
	b.T.Helper()
	b.exec(`delete from figure where organization = ? and step > 1`, b.Scope.Organization())
	for step, first := range map[period.Step]string{
		period.ByWeek:  `day - (((day + 3) % 7) + 7) % 7`,
		period.ByMonth: `cast(julianday(date('1970-01-01', day || ' days', 'start of month')) - 2440587.5 as integer)`,
	} {
		b.exec(`insert into figure (organization, channel, scope, metric, step, day, sum, known, parts, largest, partial)
			select organization, channel, scope, metric, ?, `+first+` as bucket, sum(sum), sum(known), sum(parts), max(largest), sum(partial)
			from figure where organization = ? and step = 1 and metric not in ('followers', 'page_likes') group by organization, channel, scope, metric, bucket`,
			int64(step), b.Scope.Organization())
		b.exec(`insert into figure (organization, channel, scope, metric, step, day, sum, known, parts, largest, partial)
			select organization, channel, scope, metric, ?, bucket, sum, known, known, largest, 0 from (
				select *, `+first+` as bucket, row_number() over (partition by channel, metric, `+first+` order by day desc) as n
				from figure where organization = ? and step = 1 and metric in ('followers', 'page_likes')) where n = 1`,
			int64(step), b.Scope.Organization())
	}
	b.runs()
}

// runs writes on which days each daily series is known, which are those that its files cover, and in which months posts and ads are.
func (b *Book) runs() {
	b.T.Helper()
	b.exec(`delete from known_run where organization = ?`, b.Scope.Organization())
	b.exec(`insert into known_run (organization, channel, scope, metric, first_day, last_day)
		with of(what) as (values ('activity'), ('file'))
		select organization, channel, what, metric, min(day), max(day) from of, (
			select *, day - row_number() over (partition by channel, metric order by day) as island from figure where organization = ? and scope = 'activity' and step = 1)
		where what = 'activity' or metric <> 'days' group by organization, channel, what, metric, island`, b.Scope.Organization())
	b.exec(`with month as (
			select organization, channel, 'post' as scope, 'posts' as metric, min(day) as first, max(day) as last from figure
			where organization = ?1 and scope = 'post' and metric = 'posts' and step = 1 group by organization, channel, strftime('%Y-%m', day * 86400, 'unixepoch')
			union all
			select organization, channel, 'ads', 'spend', first_day, last_day from ads_window where organization = ?1),
		numbered as (select *, cast(strftime('%Y', first * 86400, 'unixepoch') as integer) * 12 + cast(strftime('%m', first * 86400, 'unixepoch') as integer)
			- row_number() over (partition by channel, scope order by first) as island from month)
		insert into known_run (organization, channel, scope, metric, first_day, last_day)
		select organization, channel, scope, metric, min(first), max(last) from numbered group by organization, channel, scope, metric, island`, b.Scope.Organization())
}
