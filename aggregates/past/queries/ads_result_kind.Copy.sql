-- The kinds of results that the property's own reports name.
select distinct k.id, k.organization, k.name
from channel c
cross join ads_setting s on s.organization = c.organization and s.channel = c.id
cross join ads_result_kind k on k.organization = s.organization and k.id = s.result_kind
where c.organization = :organization and c.property = :property
