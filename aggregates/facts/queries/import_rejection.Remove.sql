-- Forgets the rejections of a run that starts again.
delete from import_rejection where organization = :organization and import = :import
