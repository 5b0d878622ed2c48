-- Fills the groups of a post Answer: own posts of both sides (0 before, 1 now) by channel and format, with how many are known by the newer and by the older definition.
with side (side, first_day, last_day) as (
	select 0, cast(:bfrom as integer), cast(:bto as integer) union all
	select 1, cast(:nfrom as integer), cast(:nto as integer)
)
select side, channel, format, count(*), count(as_of), coalesce(sum(as_of - day), 0), sum(partial),
	count(newer), coalesce(sum(newer), 0), count(older), coalesce(sum(older), 0), count(coalesce(newer, older))
from (
	select s.side, p.channel, p.format, p.day, p.as_of, p.partial & :partial <> 0 as partial,
		case when :metric = 'interactions' then p.interactions else p.views end as newer,
		case when :metric = 'interactions' then null else p.impressions end as older
	from side s cross join post p
	where p.organization = :organization and p.channel in (:channels) and p.scope = 'post' and p.day between s.first_day and s.last_day
) as published
group by side, channel, format
