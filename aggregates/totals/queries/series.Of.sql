-- Fills the Points of a series: whole buckets, and the days of the two that the range cuts.
select day, coalesce(sum, 0), known, coalesce(largest, 0), partial from (
	select day, sum, known, largest, partial from figure
	where organization = :organization and channel = :channel and scope = :scope and metric = :metric and step = :step and day between :from and :to
	union all
	select day, sum, known, largest, partial from figure
	where organization = :organization and channel = :channel and scope = :scope and metric = :metric and step = 1 and day between :d1from and :d1to
	union all
	select day, sum, known, largest, partial from figure
	where organization = :organization and channel = :channel and scope = :scope and metric = :metric and step = 1 and day between :d2from and :d2to
) as point
order by day
