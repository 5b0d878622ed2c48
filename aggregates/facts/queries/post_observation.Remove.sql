-- Takes away what an import observed.
delete from post_observation where organization = :organization and import = :import
