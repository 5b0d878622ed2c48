-- Fills the comparison of Place and Curve: own posts of some formats as they are known now, under age 0, and as they were at each age.
select p.channel, p.format, 0, p.id, p.day, 0, p.interactions, null, null
from post p
where p.organization = :organization and p.channel in (:channels) and p.scope = 'post' and p.day between :from and :to
	and p.format in (:formats) and p.interactions is not null
union all
select p.channel, p.format, a.age, p.id, p.day, a.at, a.interactions, a.views, a.impressions
from post p
cross join post_age a on a.organization = p.organization and a.post = p.id
where p.organization = :organization and p.channel in (:channels) and p.scope = 'post' and p.day between :from and :to
	and p.format in (:formats)
