package totalstest

import (
	"time"

	"tandem/aggregates/ads"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

// History fills days up to last with what two channels and an ad account of a lively business have: account activity every day, two posts on most days of which
// every third is a twin, ads by day and platform, a file of each kind every ninety days, at most two hundred.
func (b *Book) History(last period.Day, days int) {
	b.T.Helper()
	r := period.Range{From: last - period.Day(days) + 1, To: last}
	org := b.Scope.Organization()
	for _, channel := range []int64{b.Facebook, b.Instagram} {
		for i, name := range []metric.Name{metric.Views, metric.Reach, metric.Interactions, metric.Follows, metric.LinkClicks, metric.Visits} {
			b.Days(channel, name, r, int64(5000/(i+1)))
		}
		b.posts(channel, r)
	}
	b.exec(`update figure set sum = sum + ((day * 7919) % 211 + 211) % 211, largest = largest + ((day * 7919) % 211 + 211) % 211
		where organization = ? and scope = 'activity' and metric <> 'days'`, org)
	b.exec(`insert into twin (organization, property, facebook, instagram, confidence, day)
		select f.organization, f.property, f.id, i.id, 95, f.day from post f join post i on i.organization = f.organization and i.channel = ? and i.scope = 'post' and i.day = f.day
		and i.external_id like '%-0' where f.organization = ? and f.channel = ? and f.scope = 'post' and f.external_id like '%-0' and f.day % 3 = 0`, b.Instagram, org, b.Facebook)
	b.adDays(r)
	b.Settle()
	for at := r.To; at > r.From && at > r.To-90*40; at -= 90 {
		for kind, platform := range map[string]string{"facebook_content": "facebook", "instagram_content": "instagram", "ads_report": "ads"} {
			b.Import(kind, platform, period.Range{From: at - 89, To: at}, at.Time().Add(12*time.Hour))
		}
		b.Import("insights_days", "together", period.Range{From: at - 89, To: at}, at.Time().Add(12*time.Hour))
	}
}

// posts writes two posts on each day but every fifth, their sums, and the best of each month.
func (b *Book) posts(channel int64, r period.Range) {
	org := b.Scope.Organization()
	b.exec(`insert into post (organization, property, channel, external_id, scope, day, published_at, format, title, views, reach, reactions, comments, shares, link_clicks, interactions)
		with recursive d(day) as (select ? union all select day + 1 from d where day < ?), n(n) as (values (0), (1))
		select ?, ?, ?, d.day || '-' || n.n, 'post', d.day, d.day * 86400000, 'reel', 'A word about the weather on day ' || d.day,
			4000 + v, 2000 + v, 100 + v, 10, 5, 7, 115 + v
		from (select day, 30000 / (1 + ((day * 104729) % 997 + 997) % 997) as v from d where day % 5 <> 0) d, n`, int64(r.From), int64(r.To), org, b.Property, channel)
	for _, name := range []string{"views", "reach", "reactions", "comments", "shares", "link_clicks", "interactions"} {
		b.exec(`insert into figure (organization, channel, scope, metric, step, day, sum, known, parts, largest)
			select organization, channel, 'post', ?, 1, day, sum(`+name+`), count(*), count(*), max(`+name+`) from post
			where organization = ? and channel = ? group by organization, channel, day`, name, org, channel)
	}
	b.exec(`insert into figure (organization, channel, scope, metric, step, day, sum, known, parts, largest)
		select organization, channel, 'post', 'posts', 1, day, count(*), count(*), count(*), 1 from post where organization = ? and channel = ? group by organization, channel, day`,
		org, channel)
	b.exec(`insert into best_post (organization, channel, metric, month, place, post, day, value)
		select organization, channel, 'interactions', month, place, id, day, interactions from (
			select *, row_number() over (partition by month order by interactions desc, id) as place from (
				select *, cast(julianday(date('1970-01-01', day || ' days', 'start of month')) - 2440587.5 as integer) as month from post
				where organization = ? and channel = ?)) where place <= 50`, org, channel)
}

// adDays writes one report by day and platform.
func (b *Book) adDays(r period.Range) {
	org := b.Scope.Organization()
	account := b.exec(`insert into channel (organization, property, kind, name, currency) values (?, ?, 'ads', 'account', 'EUR')`, org, b.Property)
	cut := b.exec(`insert into ads_cut (organization, channel, level, breakdown, step, keyed) values (?, ?, 'ad', 'platform', 'day', 'id')`, org, account)
	b.exec(`insert into ads_total (organization, cut, step, last_day, first_day, platform, result_kind, spend, impressions, clicks, link_clicks, results, missing, rows)
		with recursive d(day) as (select ? union all select day + 1 from d where day < ?), p(platform) as (values ('facebook'), ('instagram'))
		select ?, ?, 1, day, day, platform, 0, 12500000, 2000, 60, 40, null, 112, 4 from d, p`, int64(r.From), int64(r.To), org, cut)
	month := `cast(julianday(date('1970-01-01', last_day || ' days', 'start of month')) - 2440587.5 as integer)`
	end := `cast(julianday(date('1970-01-01', last_day || ' days', 'start of month', '+1 month')) - 2440587.5 as integer) - 1`
	b.exec(`insert into ads_total (organization, cut, step, last_day, first_day, platform, result_kind, spend, impressions, clicks, link_clicks, results, missing, rows)
		select organization, cut, 3, `+end+` as last, `+month+` as first, platform, 0, sum(spend), sum(impressions), sum(clicks), sum(link_clicks), null, 112, sum(rows)
		from ads_total where organization = ? and cut = ? and step = 1 group by organization, cut, platform, last, first`, org, cut)
	b.exec(`insert into ads_window (organization, channel, cut, last_day, first_day, days)
		select organization, ?, cut, last, first, sum(bit) from (
			select distinct organization, cut, `+end+` as last, `+month+` as first, 1 << (last_day - `+month+`) as bit from ads_total
			where organization = ? and cut = ? and step = 1) group by organization, cut, last, first`, account, org, cut)
	b.Ads = append(b.Ads, adAccount(account))
}

func adAccount(channel int64) ads.Account { return ads.Account{Channel: channel, Currency: "EUR"} }
