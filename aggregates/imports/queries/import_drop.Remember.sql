-- Keeps what a drop remembers of its archives.
update import_drop set archives = :archives where organization = :organization and id = :drop
