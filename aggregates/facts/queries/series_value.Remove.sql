-- Takes away what an import observed. By the index of imports: left alone SQLite walks all values of the organization.
delete from series_value indexed by series_value_import where organization = :organization and import = :import
