-- fills Annotation, latest days first: every one with :user 0, else those of every property and of the properties granted to a viewer
select a.id, coalesce(a.property, 0), a.first_day, a.last_day, a.kind, a.text, coalesce(a.user, 0), coalesce(u.email, ''), a.at
from annotation a left join users u on u.id = a.user
where a.organization = :organization and a.removed_at is null
	and (:user = 0 or a.property is null or exists (select 1 from property_grant g
		where g.organization = a.organization and g.user = :user and g.property = a.property))
order by a.first_day desc, a.last_day desc, a.id desc
