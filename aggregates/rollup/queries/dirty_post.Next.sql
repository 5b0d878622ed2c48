-- Lists marked posts with what merging them needs.
select p.id, p.channel, c.kind, y.timezone, p.day
from dirty_post d
join post p on p.organization = d.organization and p.id = d.post
join channel c on c.organization = p.organization and c.id = p.channel
join property y on y.organization = p.organization and y.id = p.property
where d.organization = :organization
order by p.id limit :limit
