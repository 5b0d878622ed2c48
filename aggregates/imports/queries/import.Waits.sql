-- Counts the files of a property that wait for somebody, and those that were refused since a moment and did not come again; of the newest two hundred, as everywhere.
select coalesce(sum(case when i.state = 'staged' then 1 else 0 end), 0), coalesce(sum(case when i.state = 'refused' then 1 else 0 end), 0)
from (
	select id, organization, property, file, state, created_at from import
	where organization = :organization and property = :property
	order by id desc limit 200
) i
where i.state = 'staged' or i.state = 'refused' and i.created_at >= :since and not exists (
	select 1 from import later
	where later.organization = i.organization and later.property = i.property and later.id > i.id and later.file = i.file and later.state in ('stored', 'partial'))
