-- Fills what totals say of the property itself.
select id, name, timezone from property where organization = :organization and id = :property
