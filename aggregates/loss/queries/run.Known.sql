-- Lists the runs of days on which series of channels are known, what their files cover of late, and of what a reason is known why it is absent: channel, which of these, series,
-- first and last day. Posts and ads are known from month to month.
select r.channel, r.scope, r.metric, r.first_day, r.last_day
from known_run r
where r.organization = :organization and r.channel in (:channels) and r.scope in ('activity', 'post', 'ads') and r.metric in (:series) and r.last_day >= :since
union all
select r.channel, 'file', r.metric, r.first_day, r.last_day
from known_run r
where r.organization = :organization and r.channel in (:channels) and r.scope = 'file' and r.metric in (:files) and r.last_day >= :recent
union all
select a.channel, 'absent', a.metric, a.first_day, a.last_day
from absence a
where a.organization = :organization and a.channel in (:channels) and a.metric in (:files) and a.last_day >= :recent
