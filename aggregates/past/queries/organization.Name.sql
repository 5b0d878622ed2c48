-- The organization's name and when it was made.
select name, created_at from organization where id = :organization
