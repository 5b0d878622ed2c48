-- Fills the groups of an Answer: own posts of both sides (0 before, 1 now) by channel and format, at each age (0 so far), with how many are known by the newer and by the older definition, and the paid part of the older.
with side (side, first_day, last_day) as (
	select 0, cast(:bfrom as integer), cast(:bto as integer) union all
	select 1, cast(:nfrom as integer), cast(:nto as integer)
),
basis (age) as (select 0 union all select 7 union all select 28)
select side, age, channel, format, count(*), count(as_of), coalesce(sum(as_of - day), 0), sum(partial),
	count(newer), coalesce(sum(newer), 0), count(older), coalesce(sum(older), 0), count(paid), coalesce(sum(paid), 0), count(coalesce(newer, older))
from (
	select s.side, b.age, p.channel, p.format, p.day, p.as_of, b.age = 0 and p.partial & :partial <> 0 as partial,
		case when :metric = 'interactions' then case b.age when 0 then p.interactions else a.interactions end
			else case b.age when 0 then p.views else a.views end end as newer,
		case when :metric = 'interactions' then null else case b.age when 0 then p.impressions else a.impressions end end as older,
		case when :metric = 'views' and b.age = 0 and p.impressions is not null then p.paid_impressions end as paid
	from side s cross join post p cross join basis b
	left join post_age a on a.organization = p.organization and a.post = p.id and a.age = b.age
	where p.organization = :organization and p.channel in (:channels) and p.scope = 'post' and p.day between s.first_day and s.last_day
) as published
group by side, age, channel, format
