-- Fills Counts: pieces of a range by scope, twin or not, found by the search or not, and the formats of both legs. People that a twin may repeat are the smaller reach.
with leg as (
	select p.id, p.channel, p.scope, p.format, p.views is not null as viewed, p.impressions is not null as impressed,
		case when p.partial & :reach_bit = 0 then p.reach end as reach,
		(lower(p.title) like :small escape '!' or lower(p.body) like :small escape '!'
			or upper(p.title) like :capital escape '!' or upper(p.body) like :capital escape '!'
			or p.title like :title escape '!' or p.body like :title escape '!') as found
	from post p
	where p.organization = :organization and p.channel in (:facebook, :instagram) and p.scope in ('post', 'story', 'collab')
		and p.day between :from and :to
),
piece as (
	select f.scope, t.facebook is not null as linked, f.found or coalesce(i.found, false) as found, f.format as facebook, i.format as instagram,
		1 + case when i.id is null then 0 else 1 end as posts,
		case when f.viewed then 1 else 0 end + case when i.viewed then 1 else 0 end as views,
		case when f.impressed then 1 else 0 end + case when i.impressed then 1 else 0 end as impressions,
		case when f.reach <= i.reach then f.reach when i.reach < f.reach then i.reach end as repeated
	from leg f
	left join twin t on t.organization = :organization and t.facebook = f.id
	left join leg i on i.id = t.instagram and i.channel = :instagram
	where f.channel = :facebook
	union all
	select i.scope, t.instagram is not null, i.found, null, i.format, 1,
		case when i.viewed then 1 else 0 end, case when i.impressed then 1 else 0 end, null
	from leg i
	left join twin t on t.organization = :organization and t.instagram = i.id
	where i.channel = :instagram and not exists (select 1 from leg f where f.id = t.facebook)
)
select scope, linked, found, facebook, instagram, count(*), sum(posts), sum(views), sum(impressions), count(repeated), coalesce(sum(repeated), 0)
from piece
group by scope, linked, found, facebook, instagram
