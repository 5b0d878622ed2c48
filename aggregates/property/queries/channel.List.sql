-- fills Channel with each external id once, in the order Facebook, Instagram, ads; what a person set wins over what an import named
select c.property, c.id, c.kind, c.name, c.currency, coalesce(l.external_id, ''), coalesce(max(l.name), '')
from channel c left join channel_link l on l.organization = c.organization and l.channel = c.id
where c.organization = :organization and c.property in (:properties)
group by c.property, c.id, c.kind, c.name, c.currency, l.external_id
order by c.property, case c.kind when 'facebook' then 1 when 'instagram' then 2 else 3 end, c.id, min(l.import), l.external_id
