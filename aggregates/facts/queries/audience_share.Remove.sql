-- Takes away what an import observed.
delete from audience_share where organization = :organization and import = :import
