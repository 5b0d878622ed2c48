-- Lists the months in which anything of a channel's daily series is known, with the number of their known days.
select f.metric, f.day, f.known
from figure f
where f.organization = :organization and f.channel = :channel and f.scope = 'activity' and f.metric in (:metrics) and f.step = 3
