-- Fills a History: daily account figures of some channels and metrics.
select channel, metric, day, sum
from figure
where organization = :organization and channel in (:channels) and scope = 'activity' and metric in (:metrics) and step = 1
	and day between :from and :to and sum is not null
