-- fills User and the password's hash; machinery: sign-in comes before any organization
select id, email, name, state, theme, password from users where email = :email
