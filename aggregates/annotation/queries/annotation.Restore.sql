-- puts a removed Annotation back
update annotation set removed_at = null where organization = :organization and id = :id and removed_at is not null
