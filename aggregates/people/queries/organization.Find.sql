-- fills Organization
select id, name from organization where id = :organization
