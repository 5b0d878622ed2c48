-- Copies which import holds which days of which cut.
insert into ads_cover (organization, import, cut, first_day, last_day, first_end, rows)
select organization, import - :lower, cut, first_day - :days, last_day - :days, first_end - :days, rows
from ads_cover where organization = :organization and import > 0
