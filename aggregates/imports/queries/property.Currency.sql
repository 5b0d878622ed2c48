-- Gives a property's currency and name; no row where the organization has no such property.
select currency, name from property where organization = :organization and id = :property
