-- fills User; machinery: users belong to no single organization
select id, email, name, state, theme from users where id = :id
