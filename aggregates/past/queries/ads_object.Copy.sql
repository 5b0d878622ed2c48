-- The objects of ads that the imports speak of.
select distinct o.id, o.organization, o.channel, o.level, o.key
from import i
cross join ads_object_name n indexed by ads_object_name_import
cross join ads_object o on o.organization = n.organization and o.id = n.object
where i.organization = :organization and i.property = :property and i.state in ('stored', 'partial') and coalesce(i.finished_at, i.created_at) < :before and n.organization = i.organization and n.import = i.id
