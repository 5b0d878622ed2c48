-- A level's week or month is its last known day; known counts the days.
insert into figure (organization, channel, scope, metric, step, day, sum, known, parts, largest, partial)
select f.organization, f.channel, f.scope, f.metric, :step, :first, f.sum, l.known, l.known, l.largest, 0
from figure f
join (
	select metric, max(day) as day, count(*) as known, max(largest) as largest from figure
	where organization = :organization and channel = :channel and scope in (:scopes) and step = 1 and day between :first and :last
		and metric in (:stocks)
	group by metric
) l on l.metric = f.metric and l.day = f.day
where f.organization = :organization and f.channel = :channel and f.scope in (:scopes) and f.metric in (:stocks) and f.step = 1
	and f.day between :first and :last
