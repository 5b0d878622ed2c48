-- Notes that so many more files are to be read.
update import_drop set files = files + :files where organization = :organization and id = :drop
