-- Fills the groups of an Answer: own posts of both sides (0 before, 1 now) by day from the first of their side, channel and format: so far, then at 7 and at 28 days, how many are known by the newer and by the older definition and by either, and the paid part of the older.
with side (side, first_day, last_day) as (
	select 0, cast(:bfrom as integer), cast(:bto as integer) union all
	select 1, cast(:nfrom as integer), cast(:nto as integer)
)
select side, at, channel, format, count(*), count(as_of), coalesce(sum(as_of - day), 0), sum(partial), count(paid), coalesce(sum(paid), 0),
	count(newer), coalesce(sum(newer), 0), count(older), coalesce(sum(older), 0), count(coalesce(newer, older)),
	count(newer7), coalesce(sum(newer7), 0), count(older7), coalesce(sum(older7), 0), count(coalesce(newer7, older7)),
	count(newer28), coalesce(sum(newer28), 0), count(older28), coalesce(sum(older28), 0), count(coalesce(newer28, older28))
from (
	select s.side, p.day - s.first_day as at, p.channel, p.format, p.day, p.as_of, p.partial & :partial <> 0 as partial, p.views as newer, p.impressions as older,
		case when p.impressions is not null then p.paid_impressions end as paid,
		a.views as newer7, a.impressions as older7, b.views as newer28, b.impressions as older28
	from side s cross join post p
	left join post_age a on a.organization = p.organization and a.post = p.id and a.age = 7
	left join post_age b on b.organization = p.organization and b.post = p.id and b.age = 28
	where :metric = 'views' and p.organization = :organization and p.channel in (:channels) and p.scope = 'post' and p.day between s.first_day and s.last_day
	union all
	select s.side, p.day - s.first_day, p.channel, p.format, p.day, p.as_of, p.partial & :partial <> 0, p.interactions, null, null, a.interactions, null, b.interactions, null
	from side s cross join post p
	left join post_age a on a.organization = p.organization and a.post = p.id and a.age = 7
	left join post_age b on b.organization = p.organization and b.post = p.id and b.age = 28
	where :metric = 'interactions' and p.organization = :organization and p.channel in (:channels) and p.scope = 'post' and p.day between s.first_day and s.last_day
) as published
group by side, at, channel, format
