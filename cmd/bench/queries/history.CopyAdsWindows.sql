-- Copies which windows a cut has: in cuts by day these are months.
insert into ads_window (organization, channel, cut, last_day, first_day, days)
select w.organization, w.channel, w.cut,
	iif(c.step = 'day', unixepoch(date((w.last_day + 1) * 86400, 'unixepoch', '-' || :months || ' months')) / 86400 - 1, w.last_day - :days),
	iif(c.step = 'day', unixepoch(date(w.first_day * 86400, 'unixepoch', '-' || :months || ' months')) / 86400, w.first_day - :days), w.days
from ads_window w join ads_cut c on c.organization = w.organization and c.id = w.cut
where w.organization = :organization and w.last_day >= :first
