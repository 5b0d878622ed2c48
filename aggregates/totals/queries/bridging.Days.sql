-- Fills the days of a Bridging: those around a seam on which a channel has both definitions.
select o.day, o.sum, n.sum
from figure o join figure n on n.organization = o.organization and n.channel = o.channel and n.scope = o.scope and n.metric = :newer and n.step = o.step and n.day = o.day
where o.organization = :organization and o.channel = :channel and o.scope = 'activity' and o.metric = :older and o.step = 1 and o.day between :from and :to
	and o.sum > 0 and n.sum is not null
order by o.day
