-- Lists a property's channels with their linked ids, a row an id.
select c.id, c.kind, c.currency, l.external_id, max(l.name)
from channel c
left join channel_link l on l.organization = c.organization and l.channel = c.id
where c.organization = :organization and c.property = :property
group by c.id, c.kind, c.currency, l.external_id
order by c.id, l.external_id
