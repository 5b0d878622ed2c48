-- Keeps one value of a series. The same window twice in one file: the larger.
insert into series_value (organization, channel, metric, last_day, first_day, import, value)
values (:organization, :channel, :metric, :last_day, :first_day, :import, :value)
on conflict (organization, channel, metric, last_day, first_day, import) do update set
	value = case when excluded.value > series_value.value then excluded.value else series_value.value end
