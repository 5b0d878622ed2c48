-- fills Annotation of a range by first day: those of a property and those of every property; two arms, so that each goes by its index
select * from (
	select a.id, coalesce(a.property, 0), a.first_day, a.last_day, a.kind, a.text, coalesce(a.user, 0), coalesce(u.email, ''), a.at
	from annotation a left join users u on u.id = a.user
	where a.organization = :organization and a.property = :property and a.last_day >= :from and a.first_day <= :to and a.removed_at is null
	union all
	select a.id, coalesce(a.property, 0), a.first_day, a.last_day, a.kind, a.text, coalesce(a.user, 0), coalesce(u.email, ''), a.at
	from annotation a left join users u on u.id = a.user
	where a.organization = :organization and a.property is null and a.last_day >= :from and a.first_day <= :to and a.removed_at is null
) as touching
order by 3, 4, 1
