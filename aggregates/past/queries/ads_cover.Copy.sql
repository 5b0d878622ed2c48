-- Which days of which cut the imports hold.
select c.* from import i
cross join ads_cover c on c.organization = i.organization and c.import = i.id
where i.organization = :organization and i.property = :property and i.state in ('stored', 'partial') and coalesce(i.finished_at, i.created_at) < :before
