-- Takes away what an import observed.
delete from series_value where organization = :organization and import = :import
