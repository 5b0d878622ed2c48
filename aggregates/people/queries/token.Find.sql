-- fills Token; machinery: the token says which organization asks
select id, organization, name, property, created_at, used_at, revoked_at from api_token where hash = :hash and revoked_at is null
