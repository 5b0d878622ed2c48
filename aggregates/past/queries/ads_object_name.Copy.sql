-- What the imports said of objects of ads.
select n.* from import i
cross join ads_object_name n indexed by ads_object_name_import
where i.organization = :organization and i.property = :property and i.state in ('stored', 'partial') and coalesce(i.finished_at, i.created_at) < :before and n.organization = i.organization and n.import = i.id
