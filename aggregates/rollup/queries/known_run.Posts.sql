-- Lists the months in which anything of a channel's own was published, and the day of the first.
select f.day, (select min(p.day) from figure p where p.organization = f.organization and p.channel = f.channel and p.scope = 'post' and p.metric = 'posts' and p.step = 1)
from figure f
where f.organization = :organization and f.channel = :channel and f.scope = 'post' and f.metric = 'posts' and f.step = 3
order by f.day
