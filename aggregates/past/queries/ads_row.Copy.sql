-- The rows of the imports' reports. They stand by cut and day and not by import, so all of the property's are walked once.
select r.* from channel c
cross join ads_cut u on u.organization = c.organization and u.channel = c.id
cross join ads_row r on r.organization = u.organization and r.cut = u.id
cross join import i on i.organization = r.organization and i.id = r.import
where c.organization = :organization and c.property = :property and i.organization = :organization and i.property = :property and i.state in ('stored', 'partial') and coalesce(i.finished_at, i.created_at) < :before
