-- Clears a property's twins. By its index: left alone SQLite walks the twins of all properties.
delete from twin indexed by twin_day where organization = :organization and property = :property
