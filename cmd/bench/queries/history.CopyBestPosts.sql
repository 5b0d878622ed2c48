-- Copies the best posts of months.
insert into best_post (organization, channel, metric, month, place, post, day, value)
select organization, channel, metric, unixepoch(date(month * 86400, 'unixepoch', '-' || :months || ' months')) / 86400, place, post - :lower, day - :days, value
from best_post where organization = :organization and post > 0
