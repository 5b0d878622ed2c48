-- Lists the campaigns of cuts by day over a run of days; 0 is one the report does not name.
select distinct campaign from (
	select cut, campaign from ads_figure
	where organization = :organization and cut in (:cuts) and step = 3 and last_day between :months_from and :months_to
	union all
	select cut, campaign from ads_figure
	where organization = :organization and cut in (:cuts) and step = 1 and last_day between :left_from and :left_to
	union all
	select cut, campaign from ads_figure
	where organization = :organization and cut in (:cuts) and step = 1 and last_day between :right_from and :right_to
) t order by campaign
