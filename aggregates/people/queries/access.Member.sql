-- fills Access of an active member
select u.id, u.email, u.name, u.state, u.theme, o.id, o.name, m.role from membership m
join organization o on o.id = m.organization
join users u on u.id = m.user and u.state = 'active'
where m.organization = :organization and m.user = :user and m.state = 'active'
