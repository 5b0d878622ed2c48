-- Lists the windows of an ad account's reports, in cuts by day with a bit for each day of the month.
select distinct w.first_day, w.last_day, w.days
from ads_window w
where w.organization = :organization and w.channel = :channel
