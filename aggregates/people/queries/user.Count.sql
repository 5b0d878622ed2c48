-- counts users; machinery: users belong to no single organization
select count(*) from users
