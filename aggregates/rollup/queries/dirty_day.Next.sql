-- Lists marked days of activity and content, in runs of one channel and scope; ads have their own. It goes by channel (cross join), so as not to walk past the
-- marks of ads, which wait until last.
select d.channel, d.scope, d.day
from channel c
cross join dirty_day d on d.organization = c.organization and d.channel = c.id and d.scope in ('activity', 'post')
where c.organization = :organization
order by c.id, d.scope, d.day limit :limit
