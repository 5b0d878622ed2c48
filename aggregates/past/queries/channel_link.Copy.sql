-- The ids that a person set, and those that the imports brought.
select l.organization, l.channel, l.external_id, l.import, l.name
from channel c
cross join channel_link l on l.organization = c.organization and l.channel = c.id
left join import i on i.organization = l.organization and i.id = l.import
where c.organization = :organization and c.property = :property and (l.import = 0 or i.organization = :organization and i.property = :property and i.state in ('stored', 'partial') and coalesce(i.finished_at, i.created_at) < :before)
