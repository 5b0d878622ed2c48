-- Lists a property's own posts in publishing order, for twin matching.
select c.kind, p.id, p.external_id, p.title, p.body, p.format, p.published_at, p.day, p.crosspost
from post p
join channel c on c.organization = p.organization and c.id = p.channel
where p.organization = :organization and p.property = :property and p.scope = 'post' and p.published_at is not null
order by p.published_at, p.external_id
