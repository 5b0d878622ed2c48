-- Clears a property's pairs that could be a twin. By its index: left alone SQLite walks the twins of all properties.
delete from twin_doubt indexed by twin_doubt_day where organization = :organization and property = :property
