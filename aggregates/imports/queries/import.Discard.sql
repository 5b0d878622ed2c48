-- Drops the entry of an upload that never became an import.
delete from import where organization = :organization and id = :import and state = 'staged'
