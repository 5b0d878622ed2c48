-- Forgets a mapping; what was imported by it stays.
delete from mapping where organization = :organization and id = :mapping
