-- Copies day series into earlier days.
insert into series_value (organization, channel, metric, last_day, first_day, import, value)
select organization, channel, metric, last_day - :days, first_day - :days, import - :lower, value
from series_value where organization = :organization and import > 0
