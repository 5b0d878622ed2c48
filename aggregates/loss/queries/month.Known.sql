-- Fills month: the months of channels in which anything of a series is known, with the number of its known days, or of its posts; the day of the first post; then the windows of ads reports, in cuts by day with a bit for each day.
select f.channel, f.metric, f.day, 0, f.known
from figure f
where f.organization = :organization and f.channel in (:channels) and f.scope = 'activity' and f.metric in (:series) and f.step = 3 and f.day >= :since
union all
select f.channel, f.metric, f.day, 0, f.known
from figure f
where f.organization = :organization and f.channel in (:channels) and f.scope = 'post' and f.metric = 'posts' and f.step = 3 and f.day >= :since
union all
select c.id, 'first', coalesce((select min(f.day) from figure f where f.organization = c.organization and f.channel = c.id and f.scope = 'post' and f.metric = 'posts' and f.step = 1), 0), 0, 0
from channel c
where c.organization = :organization and c.id in (:channels)
union all
select distinct w.channel, 'spend', w.first_day, w.last_day, w.days
from ads_window w
where w.organization = :organization and w.channel in (:channels) and w.last_day >= :since
