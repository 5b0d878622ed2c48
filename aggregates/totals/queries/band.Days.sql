-- Fills the single days of both sides of a Band, of figures that are not known whole, and where posts are among them the days of the legs of twins.
with side (side, first_day, last_day) as (
	select 0, cast(:afrom as integer), cast(:ato as integer) union all
	select 1, cast(:bfrom as integer), cast(:bto as integer)
)
select s.side, f.channel, f.scope, f.metric, f.day, coalesce(f.sum, 0), f.known
from side s cross join figure f
where f.organization = :organization and f.channel in (:channels) and f.scope = 'activity' and f.metric in (:activity) and f.step = 1
	and f.day between s.first_day and s.last_day
union all
select s.side, f.channel, f.scope, f.metric, f.day, coalesce(f.sum, 0), f.known
from side s cross join figure f
where f.organization = :organization and f.channel in (:channels) and f.scope = 'post' and f.metric in (:post) and f.step = 1
	and f.day between s.first_day and s.last_day
union all
select s.side, 0, 'twins', '', f.day, i.day, count(*)
from side s cross join twin t
join post f on f.organization = t.organization and f.id = t.facebook
join post i on i.organization = t.organization and i.id = t.instagram
where :twins and t.organization = :organization and t.property = :property and t.day between s.first_day and s.last_day
group by s.side, f.day, i.day
