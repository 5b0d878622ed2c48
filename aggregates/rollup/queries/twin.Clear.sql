-- Clears a property's twins.
delete from twin where organization = :organization and property = :property
