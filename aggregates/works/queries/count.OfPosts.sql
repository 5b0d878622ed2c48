-- Fills count: of a channel's own posts how many there are, how many know the metric by their lifetime figures, of these how many are "at least", and how many have the older
-- definition of it alone; then, marked 1, how many know it at each age of content.Ages. They are counted without grouping by age, which would sort a row for each post and age.
select p.channel, 0, count(*), count(case :metric when 'views' then p.views else p.interactions end),
	count(case when case :metric when 'views' then p.views else p.interactions end is not null
		and p.partial & case :metric when 'views' then 1 else 1 << 19 end <> 0 then 1 end),
	count(case when :metric = 'views' and p.views is null then p.impressions end)
from post p
where p.organization = :organization and p.channel in (:channels) and p.scope = 'post' and p.day between :from and :to
group by p.channel
union all
select p.channel, 1, count(case when a.age = 28 then case :metric when 'views' then a.views else a.interactions end end),
	count(case when a.age = 7 then case :metric when 'views' then a.views else a.interactions end end),
	count(case when a.age = 3 then case :metric when 'views' then a.views else a.interactions end end),
	count(case when a.age = 1 then case :metric when 'views' then a.views else a.interactions end end)
from post p
cross join post_age a
where p.organization = :organization and p.channel in (:channels) and p.scope = 'post' and p.day between :from and :to
	and a.organization = :organization and a.post = p.id
group by p.channel
