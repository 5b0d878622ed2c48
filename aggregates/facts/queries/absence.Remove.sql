-- Takes away what an import observed.
delete from absence where organization = :organization and import = :import
