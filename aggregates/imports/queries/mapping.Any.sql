-- Tells whether the organization has any mapping.
select count(*) from (select 1 from mapping where organization = :organization limit 1)
