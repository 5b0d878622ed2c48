-- Lists the days of months on which a series of a channel is known: only months that have gaps are asked for. A month's thirty-one days may reach into the next.
select f.channel, f.metric, f.day
from figure m cross join figure f
where m.organization = :organization and m.channel in (:channels) and m.scope = 'activity' and m.metric in (:series) and m.step = 3 and m.day in (:months)
	and f.organization = m.organization and f.channel = m.channel and f.scope = 'activity' and f.metric = m.metric and f.step = 1
	and f.day between m.day and m.day + 30
