-- Fills the range of Span, a row a channel and scope: each end is one step into the index.
select (select min(p.day) from post p where p.organization = c.organization and p.channel = c.id and p.scope = s.scope and p.day is not null),
	(select max(p.day) from post p where p.organization = c.organization and p.channel = c.id and p.scope = s.scope)
from channel c, (select 'post' as scope union all select 'story' union all select 'collab') s
where c.organization = :organization and c.id in (:channels)
