-- counts the active memberships a person holds in other organizations
select count(*) from membership where user = :id and organization <> :organization and state = 'active'
