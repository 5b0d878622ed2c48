-- Takes away what an import observed.
delete from apart_figure where organization = :organization and import = :import
