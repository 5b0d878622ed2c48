-- Fills the sums of what was published in both sides of a Band, where no account activity stands in their place.
with piece (side, step, first_day, last_day) as (
	select 0, 1, cast(:ad1from as integer), cast(:ad1to as integer) union all
	select 0, 1, cast(:ad2from as integer), cast(:ad2to as integer) union all
	select 0, 1, cast(:ad3from as integer), cast(:ad3to as integer) union all
	select 0, 1, cast(:ad4from as integer), cast(:ad4to as integer) union all
	select 0, 2, cast(:aw1from as integer), cast(:aw1to as integer) union all
	select 0, 2, cast(:aw2from as integer), cast(:aw2to as integer) union all
	select 0, 3, cast(:am1from as integer), cast(:am1to as integer) union all
	select 1, 1, cast(:bd1from as integer), cast(:bd1to as integer) union all
	select 1, 1, cast(:bd2from as integer), cast(:bd2to as integer) union all
	select 1, 1, cast(:bd3from as integer), cast(:bd3to as integer) union all
	select 1, 1, cast(:bd4from as integer), cast(:bd4to as integer) union all
	select 1, 2, cast(:bw1from as integer), cast(:bw1to as integer) union all
	select 1, 2, cast(:bw2from as integer), cast(:bw2to as integer) union all
	select 1, 3, cast(:bm1from as integer), cast(:bm1to as integer)
)
select p.side, 'sum', f.channel, f.scope, f.metric, coalesce(sum(f.sum), 0), sum(f.known), coalesce(max(f.largest), 0), sum(f.partial)
from piece p cross join figure f
where p.first_day <= p.last_day and f.organization = :organization and f.channel in (:channels) and f.scope = 'post' and f.metric in (:post)
	and f.step = p.step and f.day between p.first_day and p.last_day
group by p.side, f.channel, f.metric
