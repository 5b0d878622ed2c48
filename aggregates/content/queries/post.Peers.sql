-- Fills the comparison of Place: own posts of some formats with known interactions.
select p.channel, p.format, p.day, p.interactions
from post p
where p.organization = :organization and p.channel in (:channels) and p.scope = 'post' and p.day between :from and :to
	and p.format in (:formats) and p.interactions is not null
