-- Fills the first and last known followers, and page likes of older files, of channels inside a range.
select c.id,
	(select f.sum from figure f where f.organization = c.organization and f.channel = c.id and f.scope = 'activity' and f.metric = 'followers' and f.step = 1
		and f.day between :from and :to order by f.day limit 1),
	(select f.sum from figure f where f.organization = c.organization and f.channel = c.id and f.scope = 'activity' and f.metric = 'followers' and f.step = 1
		and f.day between :from and :to order by f.day desc limit 1),
	(select f.sum from figure f where f.organization = c.organization and f.channel = c.id and f.scope = 'activity' and f.metric = 'page_likes' and f.step = 1
		and f.day between :from and :to order by f.day limit 1),
	(select f.sum from figure f where f.organization = c.organization and f.channel = c.id and f.scope = 'activity' and f.metric = 'page_likes' and f.step = 1
		and f.day between :from and :to order by f.day desc limit 1)
from channel c
where c.organization = :organization and c.id in (:channels)
order by c.id
