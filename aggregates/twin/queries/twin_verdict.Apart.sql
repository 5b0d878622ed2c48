-- Lists the posts that a person said a post is no twin of.
select o.id
from post p
cross join twin_verdict v on v.organization = p.organization and v.property = p.property and v.verdict = 'apart'
	and case when :facebook = 1 then v.facebook_id else v.instagram_id end = p.external_id
cross join channel c on c.organization = p.organization and c.property = p.property and c.kind = case when :facebook = 1 then 'instagram' else 'facebook' end
cross join post o on o.organization = p.organization and o.channel = c.id and o.external_id = case when :facebook = 1 then v.instagram_id else v.facebook_id end
where p.organization = :organization and p.id = :post
order by v.at desc, o.id limit :limit
