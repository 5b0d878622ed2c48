-- Copies figures: days and weeks by days, months by months, so that every bucket begins where one begins.
insert into figure (organization, channel, scope, metric, step, day, sum, known, parts, largest, partial)
select organization, channel, scope, metric, step, iif(step = 3, unixepoch(date(day * 86400, 'unixepoch', '-' || :months || ' months')) / 86400, day - :days),
	sum, known, parts, largest, partial
from figure where organization = :organization and day >= :first_month
