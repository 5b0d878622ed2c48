-- Takes away what an import calls conversations.
delete from conversation_import where organization = :organization and import = :import
