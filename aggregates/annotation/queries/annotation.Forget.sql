-- deletes each Annotation that was removed before an instant
delete from annotation where organization = :organization and removed_at < :before
