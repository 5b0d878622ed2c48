-- counts the owners who can still sign in, apart from one person
select count(*) from membership m join users u on u.id = m.user
where m.organization = :organization and m.role = 'owner' and m.state = 'active' and u.state = 'active' and m.user <> :apart
