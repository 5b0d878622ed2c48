-- Parts a pair.
delete from same_post where organization = :organization and archived = :archived
