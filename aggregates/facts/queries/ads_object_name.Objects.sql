-- Lists the objects that nobody but one import speaks of.
select object from ads_object_name n where organization = :organization and import = :import
	and not exists (select 1 from ads_object_name o where o.organization = n.organization and o.object = n.object and o.import <> n.import)
order by object
