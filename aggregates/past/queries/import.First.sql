-- When the first import of a property that is still in the data was recorded; null where none was.
select min(coalesce(finished_at, created_at)) from import
where organization = :organization and property = :property and state in ('stored', 'partial')
