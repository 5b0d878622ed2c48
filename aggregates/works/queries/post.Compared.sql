-- Fills post: own posts with their figure at an age, or with age 0 their lifetime figure where they were settled when it was reported. A figure that is a sum of
-- single days is "at least" and is not compared.
select p.channel, p.published_at, p.format, coalesce(p.duration, 0), case when :texts = 0 then '' when p.body = '' then p.title else p.body end,
	case :metric when 'views' then p.views else p.interactions end
from post p
where :age = 0 and p.organization = :organization and p.channel in (:channels) and p.scope = 'post' and p.day between :from and :to
	and p.as_of - p.day >= :settled and case :metric when 'views' then p.views else p.interactions end is not null
	and p.partial & case :metric when 'views' then 1 else 1 << 19 end = 0
union all
select p.channel, p.published_at, p.format, coalesce(p.duration, 0), case when :texts = 0 then '' when p.body = '' then p.title else p.body end,
	case :metric when 'views' then a.views else a.interactions end
from post p
cross join post_age a
where :age <> 0 and p.organization = :organization and p.channel in (:channels) and p.scope = 'post' and p.day between :from and :to
	and a.organization = :organization and a.post = p.id and a.age = :age and case :metric when 'views' then a.views else a.interactions end is not null
