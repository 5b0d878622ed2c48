-- Takes away what an import observed. By the index of imports: left alone SQLite walks all observations of the organization.
delete from post_observation indexed by post_observation_import where organization = :organization and import = :import
