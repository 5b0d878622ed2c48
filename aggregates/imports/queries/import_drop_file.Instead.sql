-- The entry of an upload goes: the drop's line says which import holds its bytes, or that it was discarded.
update import_drop_file indexed by import_drop_file_import set import = :instead, outcome = case when :instead is null then 'discarded' else 'same' end
where organization = :organization and import = :import
