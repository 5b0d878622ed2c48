-- fills Access; machinery: answers which organization a property page belongs to, and only for an active member of it
select u.id, u.email, u.name, u.state, u.theme, o.id, o.name, m.role from property p
join organization o on o.id = p.organization
join membership m on m.organization = p.organization and m.user = :user and m.state = 'active'
join users u on u.id = m.user and u.state = 'active'
where p.id = :property
  and (m.role <> 'viewer' or exists (select 1 from property_grant g
       where g.organization = p.organization and g.user = m.user and g.property = p.id))
