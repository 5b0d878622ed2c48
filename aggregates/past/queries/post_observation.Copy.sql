-- What the imports said of posts.
select o.* from import i
cross join post_observation o indexed by post_observation_import
where i.organization = :organization and i.property = :property and i.state in ('stored', 'partial') and coalesce(i.finished_at, i.created_at) < :before and o.organization = i.organization and o.import = i.id
