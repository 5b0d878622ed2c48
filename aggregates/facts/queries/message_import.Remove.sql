-- Takes away that an import holds messages.
delete from message_import where organization = :organization and import = :import
