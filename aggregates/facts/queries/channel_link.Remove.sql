-- Takes away the ids an import brought; a person's stay (import 0).
delete from channel_link where organization = :organization and import = :import
