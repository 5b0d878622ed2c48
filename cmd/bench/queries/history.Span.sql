-- Fills history: the first and last day that anything is known for, and the highest id of what is copied.
select min(f), max(l), max(i) from (
	select min(first_day) as f, max(last_day) as l, 0 as i from series_value where organization = :organization
	union all select min(first_day), max(last_day), 0 from ads_row where organization = :organization
	union all select min(day), max(day), max(id) from post where organization = :organization
	union all select null, null, max(id) from import where organization = :organization
	union all select null, null, max(id) from ads_object where organization = :organization
) as parts
