-- Lists the spend of each window of a cut that lies inside some days.
select first_day, last_day, sum(spend) from ads_total
where organization = :organization and cut = :cut and step = 1 and last_day between :from and :to and first_day >= :from
group by last_day, first_day having sum(spend) is not null
order by last_day, first_day
