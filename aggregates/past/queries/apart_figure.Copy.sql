-- The figures kept apart that the imports brought.
select a.* from import i
cross join apart_figure a on a.organization = i.organization and a.import = i.id
where i.organization = :organization and i.property = :property and i.state in ('stored', 'partial') and coalesce(i.finished_at, i.created_at) < :before
