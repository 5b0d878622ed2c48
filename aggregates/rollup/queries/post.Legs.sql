-- Lists a property's own posts in publishing order, for twin matching. It goes by channel (cross join): there is no index of the posts of a property.
select c.kind, p.id, p.external_id, p.title, p.body, p.format, p.published_at, p.day, p.crosspost
from channel c
cross join post p on p.organization = c.organization and p.channel = c.id
where c.organization = :organization and c.property = :property and p.scope = 'post' and p.published_at is not null
order by p.published_at, p.external_id
