-- The cuts that the imports' reports have.
select distinct u.id, u.organization, u.channel, u.level, u.breakdown, u.step, u.keyed
from import i
cross join ads_cover c on c.organization = i.organization and c.import = i.id
cross join ads_cut u on u.organization = c.organization and u.id = c.cut
where i.organization = :organization and i.property = :property and i.state in ('stored', 'partial') and coalesce(i.finished_at, i.created_at) < :before
