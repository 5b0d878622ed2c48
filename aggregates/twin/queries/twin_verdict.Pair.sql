-- Fills the ids of a pair of own posts, what was said of it, and how many twins of other pairs they are in.
select f.external_id, i.external_id, coalesce(v.verdict, ''),
	(select count(*) from twin t where t.organization = f.organization and t.facebook = f.id and t.instagram <> i.id)
	+ (select count(*) from twin t where t.organization = f.organization and t.instagram = i.id and t.facebook <> f.id)
from post f
cross join channel fc on fc.organization = f.organization and fc.id = f.channel and fc.kind = 'facebook'
cross join post i on i.organization = f.organization and i.id = :instagram and i.property = f.property and i.scope = 'post'
cross join channel ic on ic.organization = i.organization and ic.id = i.channel and ic.kind = 'instagram'
left join twin_verdict v on v.organization = f.organization and v.property = f.property and v.facebook_id = f.external_id and v.instagram_id = i.external_id
where f.organization = :organization and f.id = :facebook and f.property = :property and f.scope = 'post'
