-- Lists marked posts with what merging them needs. The marks come first (cross join): from the side of the posts each call would walk past all that are done.
select d.post, p.channel, c.kind, y.timezone, p.day
from dirty_post d
cross join post p on p.organization = d.organization and p.id = d.post
cross join channel c on c.organization = p.organization and c.id = p.channel
cross join property y on y.organization = p.organization and y.id = p.property
where d.organization = :organization
order by d.post limit :limit
