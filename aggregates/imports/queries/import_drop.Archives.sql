-- Gives what a drop remembers of its archives.
select archives from import_drop where organization = :organization and id = :drop
