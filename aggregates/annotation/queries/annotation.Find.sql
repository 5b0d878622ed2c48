-- fills Annotation by its id
select a.id, coalesce(a.property, 0), a.first_day, a.last_day, a.kind, a.text, coalesce(a.user, 0), coalesce(u.email, ''), a.at
from annotation a left join users u on u.id = a.user
where a.organization = :organization and a.id = :id and a.removed_at is null
