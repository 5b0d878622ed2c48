-- Sums the days of one week or month; levels have their own rule.
insert into figure (organization, channel, scope, metric, step, day, sum, known, parts, largest, partial)
select organization, channel, scope, metric, :step, :first, sum(sum), sum(known), sum(parts), max(largest), sum(partial)
from figure
where organization = :organization and channel = :channel and scope in (:scopes) and metric in (:flows)
	and step = 1 and day between :first and :last
group by organization, channel, scope, metric
