-- The values of series that the imports brought.
select v.* from import i
cross join series_value v indexed by series_value_import
where i.organization = :organization and i.property = :property and i.state in ('stored', 'partial') and coalesce(i.finished_at, i.created_at) < :before and v.organization = i.organization and v.import = i.id
