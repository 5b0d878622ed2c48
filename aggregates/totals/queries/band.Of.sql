-- Fills a Band: for both sides (0 the range, 1 its comparison) sums of activity and of posts (band.Posts has their figures), levels and twins, then what both share: wide windows, the days beside them, absences, extents, and what the imports hold (held.Of).
with piece (side, step, first_day, last_day) as (
	select 0, 1, cast(:ad1from as integer), cast(:ad1to as integer) union all
	select 0, 1, cast(:ad2from as integer), cast(:ad2to as integer) union all
	select 0, 1, cast(:ad3from as integer), cast(:ad3to as integer) union all
	select 0, 1, cast(:ad4from as integer), cast(:ad4to as integer) union all
	select 0, 2, cast(:aw1from as integer), cast(:aw1to as integer) union all
	select 0, 2, cast(:aw2from as integer), cast(:aw2to as integer) union all
	select 0, 3, cast(:am1from as integer), cast(:am1to as integer) union all
	select 1, 1, cast(:bd1from as integer), cast(:bd1to as integer) union all
	select 1, 1, cast(:bd2from as integer), cast(:bd2to as integer) union all
	select 1, 1, cast(:bd3from as integer), cast(:bd3to as integer) union all
	select 1, 1, cast(:bd4from as integer), cast(:bd4to as integer) union all
	select 1, 2, cast(:bw1from as integer), cast(:bw1to as integer) union all
	select 1, 2, cast(:bw2from as integer), cast(:bw2to as integer) union all
	select 1, 3, cast(:bm1from as integer), cast(:bm1to as integer)
),
side (side, first_day, last_day) as (
	select 0, cast(:afrom as integer), cast(:ato as integer) union all
	select 1, cast(:bfrom as integer), cast(:bto as integer)
)
select p.side, 'sum', f.channel, f.scope, f.metric, coalesce(sum(f.sum), 0), sum(f.known), coalesce(max(f.largest), 0), sum(f.partial)
from piece p cross join figure f
where p.first_day <= p.last_day and f.organization = :organization and f.channel in (:channels) and f.scope = 'activity' and f.metric in (:activity)
	and f.step = p.step and f.day between p.first_day and p.last_day
group by p.side, f.channel, f.metric
union all
select p.side, 'sum', f.channel, f.scope, f.metric, coalesce(sum(f.sum), 0), sum(f.known), coalesce(max(f.largest), 0), sum(f.partial)
from piece p cross join figure f
where p.first_day <= p.last_day and f.organization = :organization and f.channel in (:channels) and f.scope = 'post' and f.metric = 'posts'
	and f.step = p.step and f.day between p.first_day and p.last_day
group by p.side, f.channel, f.metric
union all
select s.side, 'level', c.id, 'activity', l.metric,
	(select f.sum from figure f where f.organization = c.organization and f.channel = c.id and f.scope = 'activity' and f.metric = l.metric and f.step = 1
		and f.day between s.first_day and s.last_day order by f.day limit 1),
	(select f.sum from figure f where f.organization = c.organization and f.channel = c.id and f.scope = 'activity' and f.metric = l.metric and f.step = 1
		and f.day between s.first_day and s.last_day order by f.day desc limit 1), 0, 0
from side s cross join channel c cross join (select 'followers' as metric union all select 'page_likes') as l
where c.organization = :organization and c.id in (:channels)
union all
select s.side, 'twins', 0, 'post', 'posts', count(*), 0, 0, 0
from side s cross join twin t
join post f on f.organization = t.organization and f.id = t.facebook
join post i on i.organization = t.organization and i.id = t.instagram
where t.organization = :organization and t.property = :property and t.day between s.first_day and s.last_day
	and f.day between s.first_day and s.last_day and i.day between s.first_day and s.last_day
group by s.side
union all
select 0, 'window', w.channel, 'activity', w.metric, w.value, w.first_day, w.last_day, 0
from figure_window w
where w.organization = :organization and w.channel in (:channels) and w.metric in (:unique) and w.last_day >= :low and w.first_day <= :high
union all
select 0, 'window', f.channel, 'activity', f.metric, f.sum, f.day, f.day, 0
from (
	select distinct w.channel, w.metric from figure_window w
	where w.organization = :organization and w.channel in (:channels) and w.metric in (:unique) and w.last_day >= :low and w.first_day <= :high
) as wide
cross join figure f
where f.organization = :organization and f.channel = wide.channel and f.scope = 'activity' and f.metric = wide.metric and f.step = 1
	and f.day between :low and :high
union all
select 0, 'absence', a.channel, a.reason, a.metric, 0, a.first_day, a.last_day, 0
from absence a
where a.organization = :organization and a.channel in (:channels) and a.last_day >= :afrom and a.first_day <= :ato
union all
select 0, 'extent', c.id, s.scope, s.metric,
	(select min(f.day) from figure f where f.organization = c.organization and f.channel = c.id and f.scope = s.scope and f.metric = s.metric and f.step = 1),
	(select max(f.day) from figure f where f.organization = c.organization and f.channel = c.id and f.scope = s.scope and f.metric = s.metric and f.step = 1), 0, 0
from channel c cross join (select 'activity' as scope, 'days' as metric union all select 'post', 'posts') as s
where c.organization = :organization and c.id in (:channels)
union all
select 0, 'held', count(*), n.kind, n.platform, min(n.first_day), max(n.last_day), max(n.as_of), max(n.finished_at)
from (
	select kind, coalesce(platform, '') as platform, first_day, last_day, as_of, finished_at from import
	where organization = :organization and property = :property and state in ('stored', 'partial') and kind is not null
	order by id desc limit 200
) as n
group by n.kind, n.platform
