-- Fills Held from the newest two hundred live imports of a property, so that years of daily imports cost no more than the first.
select kind, platform, min(first_day), max(last_day), max(as_of), max(finished_at), count(*) from (
	select kind, coalesce(platform, '') as platform, first_day, last_day, as_of, finished_at from import
	where organization = :organization and property = :property and state in ('stored', 'partial') and kind is not null
	order by id desc limit 200
) as newest
group by kind, platform
order by kind, platform
