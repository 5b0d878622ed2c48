-- The keys of the posts that the imports speak of; what pages read of them is rebuilt.
select distinct p.id, p.organization, p.property, p.channel, p.external_id
from import i
cross join post_observation o indexed by post_observation_import
cross join post p on p.organization = o.organization and p.id = o.post
where i.organization = :organization and i.property = :property and i.state in ('stored', 'partial') and coalesce(i.finished_at, i.created_at) < :before and o.organization = i.organization and o.import = i.id
