-- Lists the observed values of a channel's series, the winner of each window first. Metrics are named because they stand before the day in the key.
select v.metric, v.last_day, v.first_day, v.value
from series_value v
join import i on i.organization = v.organization and i.id = v.import
where v.organization = :organization and v.channel = :channel and v.metric in (:metrics) and v.last_day between :from and :to
order by v.metric, v.last_day, v.first_day, coalesce(i.as_of, -1000000) desc, v.value desc
