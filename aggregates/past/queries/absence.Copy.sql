-- The reasons that the imports gave.
select a.* from channel c
cross join absence a on a.organization = c.organization and a.channel = c.id
cross join import i on i.organization = a.organization and i.id = a.import
where c.organization = :organization and c.property = :property and i.organization = :organization and i.property = :property and i.state in ('stored', 'partial') and coalesce(i.finished_at, i.created_at) < :before
