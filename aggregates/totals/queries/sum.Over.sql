-- Fills Sums from days at the edges, weeks and months between.
select channel, scope, metric, coalesce(sum(sum), 0), sum(known), coalesce(max(largest), 0), sum(partial) from (
	select channel, scope, metric, sum, known, largest, partial from figure
	where organization = :organization and channel in (:channels) and scope in (:scopes) and metric in (:metrics) and step = 1
		and day between :d1from and :d1to
	union all
	select channel, scope, metric, sum, known, largest, partial from figure
	where organization = :organization and channel in (:channels) and scope in (:scopes) and metric in (:metrics) and step = 1
		and day between :d2from and :d2to
	union all
	select channel, scope, metric, sum, known, largest, partial from figure
	where organization = :organization and channel in (:channels) and scope in (:scopes) and metric in (:metrics) and step = 1
		and day between :d3from and :d3to
	union all
	select channel, scope, metric, sum, known, largest, partial from figure
	where organization = :organization and channel in (:channels) and scope in (:scopes) and metric in (:metrics) and step = 1
		and day between :d4from and :d4to
	union all
	select channel, scope, metric, sum, known, largest, partial from figure
	where organization = :organization and channel in (:channels) and scope in (:scopes) and metric in (:metrics) and step = 2
		and day between :w1from and :w1to
	union all
	select channel, scope, metric, sum, known, largest, partial from figure
	where organization = :organization and channel in (:channels) and scope in (:scopes) and metric in (:metrics) and step = 2
		and day between :w2from and :w2to
	union all
	select channel, scope, metric, sum, known, largest, partial from figure
	where organization = :organization and channel in (:channels) and scope in (:scopes) and metric in (:metrics) and step = 3
		and day between :m1from and :m1to
) as piece
group by channel, scope, metric
