-- Fills Held from what the newest live archives of a property brought: posts and stories since the first that was published, followers and messages by the last day of
-- the archive alone.
with archive as (
	select id, as_of, finished_at from import
	where organization = :organization and property = :property and state in ('stored', 'partial') and kind = 'takeout'
	order by id desc limit 20
)
select c.kind, case when o.story = 1 then 'stories' else 'posts' end, min(o.published_at), max(a.as_of), max(a.finished_at), count(distinct a.id)
from archive a
cross join post_observation o indexed by post_observation_import
join post p on p.organization = o.organization and p.id = o.post
join channel c on c.organization = p.organization and c.id = p.channel
where o.organization = :organization and o.import = a.id
group by 1, 2
union all
select c.kind, 'followers', null, max(a.as_of), max(a.finished_at), count(distinct a.id)
from archive a
cross join series_value v
join channel c on c.organization = v.organization and c.id = v.channel
where v.organization = :organization and v.import = a.id
group by c.kind
union all
select c.kind, 'messages', null, max(a.as_of), max(a.finished_at), count(distinct a.id)
from archive a
cross join conversation_import h
join conversation t on t.organization = h.organization and t.id = h.conversation
join channel c on c.organization = t.organization and c.id = t.channel
where h.organization = :organization and h.import = a.id
group by c.kind
