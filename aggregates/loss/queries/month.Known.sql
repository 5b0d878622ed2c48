-- Fills month: the months of channels in which anything of a series is known, with the number of its known days, or of its posts; then the windows of ads reports.
select f.channel, f.metric, f.day, 0, f.known
from figure f
where f.organization = :organization and f.channel in (:channels) and f.scope = 'activity' and f.metric in (:series) and f.step = 3 and f.day >= :since
union all
select f.channel, f.metric, f.day, 0, f.known
from figure f
where f.organization = :organization and f.channel in (:channels) and f.scope = 'post' and f.metric = 'posts' and f.step = 3 and f.day >= :since
union all
select w.channel, 'spend', w.first_day, w.last_day, 1
from ads_window w
where w.organization = :organization and w.channel in (:channels) and w.last_day >= :since
group by w.channel, w.first_day, w.last_day
