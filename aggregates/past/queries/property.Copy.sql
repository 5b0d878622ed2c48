-- The property.
select id, organization, name, timezone, currency, created_at from property where organization = :organization and id = :property
