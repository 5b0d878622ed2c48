-- Finds the same value in another import that is at least as late.
select 1 from series_value v
join import i on i.organization = v.organization and i.id = v.import
where v.organization = :organization and v.channel = :channel and v.metric = :metric and v.last_day = :last_day and v.first_day = :first_day
	and v.import <> :import and v.value = :value
	and coalesce(i.as_of, 0) >= coalesce((select as_of from import where organization = :organization and id = :import), 0)
limit 1
