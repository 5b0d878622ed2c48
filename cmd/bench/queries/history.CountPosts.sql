-- Counts the posts of the organization.
select count(*) from post where organization = :organization
