-- Lists what imports said of single days of a series, by day and then by how late it was.
select v.last_day, i.as_of - v.last_day, v.value
from series_value v
join import i on i.organization = v.organization and i.id = v.import
where v.organization = :organization and v.channel = :channel and v.metric = :metric and v.last_day between :from and :to and v.first_day = v.last_day
	and i.as_of >= v.last_day
order by v.last_day, i.as_of, v.value
