-- Lists the days of ads that wait for a rebuild, of one channel after another.
select d.channel, d.day
from channel c
cross join dirty_day d on d.organization = c.organization and d.channel = c.id and d.scope = 'ads'
where c.organization = :organization
order by c.id, d.day limit :limit
