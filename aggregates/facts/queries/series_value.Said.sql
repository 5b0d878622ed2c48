-- Gives the values of a series over some days that other imports say, and by how many days these are later than this one.
select v.first_day, v.last_day, v.value, coalesce(i.as_of, 0) - coalesce((select as_of from import where organization = :organization and id = :import), 0)
from series_value v
join import i on i.organization = v.organization and i.id = v.import
where v.organization = :organization and v.channel = :channel and v.metric = :metric and v.last_day between :from and :to and v.import <> :import
