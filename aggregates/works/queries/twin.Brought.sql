-- Fills brought: a property's twins of some days by the format of their leg on one channel, with the interactions of the other leg: its newest ones where it was
-- settled when they were reported, and those at each age of content.Ages. What is "at least" is not known.
select o.format, case when l.as_of - l.day >= :settled and l.partial & (1 << 19) = 0 then l.interactions end,
	max(case a.age when 28 then a.interactions end), max(case a.age when 7 then a.interactions end),
	max(case a.age when 3 then a.interactions end), max(case a.age when 1 then a.interactions end)
from twin t
cross join post o
cross join post l
left join post_age a on a.organization = :organization and a.post = l.id
where t.organization = :organization and t.property = :property and t.day between :from and :to
	and o.organization = :organization and o.id = case :origin when 'facebook' then t.facebook else t.instagram end
	and l.organization = :organization and l.id = case :origin when 'facebook' then t.instagram else t.facebook end
group by l.id
