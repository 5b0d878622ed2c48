-- fills Token, newest first
select id, organization, name, property, created_at, used_at, revoked_at from api_token
where organization = :organization order by id desc
