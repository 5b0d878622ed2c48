-- Fills the Points of a Chart for both sides: whole buckets, and the days of the two that each range cuts.
with piece (side, step, first_day, last_day) as (
	select 0, cast(:step as integer), cast(:afrom as integer), cast(:ato as integer) union all
	select 0, 1, cast(:ad1from as integer), cast(:ad1to as integer) union all
	select 0, 1, cast(:ad2from as integer), cast(:ad2to as integer) union all
	select 1, cast(:step as integer), cast(:bfrom as integer), cast(:bto as integer) union all
	select 1, 1, cast(:bd1from as integer), cast(:bd1to as integer) union all
	select 1, 1, cast(:bd2from as integer), cast(:bd2to as integer)
)
select p.side, f.channel, f.metric, f.day, coalesce(f.sum, 0), f.known, coalesce(f.largest, 0)
from piece p cross join figure f
where p.first_day <= p.last_day and f.organization = :organization and f.channel in (:channels) and f.scope = :scope and f.metric in (:metrics)
	and f.step = p.step and f.day between p.first_day and p.last_day
