-- Copies on which days a series is known: days by days, what is known by months by months.
insert into known_run (organization, channel, scope, metric, last_day, first_day)
select organization, channel, scope, metric,
	iif(scope = 'activity', last_day - :days, unixepoch(date((last_day + 1) * 86400, 'unixepoch', '-' || :months || ' months')) / 86400 - 1),
	iif(scope = 'activity', first_day - :days, unixepoch(date(first_day * 86400, 'unixepoch', '-' || :months || ' months')) / 86400)
from known_run where organization = :organization and last_day >= :first
