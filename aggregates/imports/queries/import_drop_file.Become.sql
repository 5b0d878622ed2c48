-- The entry of an upload became others: a drop's line says which is the first.
update import_drop_file indexed by import_drop_file_import set import = :part where organization = :organization and import = :import
