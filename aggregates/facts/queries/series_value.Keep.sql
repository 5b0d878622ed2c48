-- Keeps values of series. The same window twice in one file: the larger.
insert into series_value (organization, channel, metric, last_day, first_day, import, value)
select :organization, column1, column2, column3, column4, :import, column5
from (values (:channel, :metric, :last_day, :first_day, :value)) where true
on conflict (organization, channel, metric, last_day, first_day, import) do update set
	value = case when excluded.value > series_value.value then excluded.value else series_value.value end
