-- fills Member, by e-mail address
select u.id, u.email, u.name, m.role, case when u.state = 'disabled' then 'disabled' else m.state end, u.seen_at
from membership m join users u on u.id = m.user
where m.organization = :organization order by u.email, u.id
