-- Lists the known days of a channel's daily series in months that lack some. A month's thirty-one days may reach into the next.
select f.metric, f.day
from figure m cross join figure f
where m.organization = :organization and m.channel = :channel and m.scope = 'activity' and m.metric in (:metrics) and m.step = 3 and m.day in (:months)
	and f.organization = m.organization and f.channel = m.channel and f.scope = 'activity' and f.metric = m.metric and f.step = 1
	and f.day between m.day and m.day + 30
