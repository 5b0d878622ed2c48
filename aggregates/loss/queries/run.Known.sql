-- Lists the runs of days on which a series of channels is known: of activity each day, of posts and ads from month to month.
select r.channel, r.metric, r.first_day, r.last_day
from known_run r
where r.organization = :organization and r.channel in (:channels) and r.scope in ('activity', 'post', 'ads') and r.metric in (:series) and r.last_day >= :since
