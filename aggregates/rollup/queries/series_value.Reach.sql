-- Lists how far the imports reach that told a day of a channel's daily series.
select v.metric, v.last_day, min(coalesce(i.first_day, v.last_day)), max(coalesce(i.last_day, v.last_day))
from series_value v join import i on i.organization = v.organization and i.id = v.import
where v.organization = :organization and v.channel = :channel and v.metric in (:metrics) and v.last_day in (:days) and v.first_day = v.last_day
group by v.metric, v.last_day
