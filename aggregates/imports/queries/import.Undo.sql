-- Notes that an import was undone; its counts stay as history.
update import set state = 'undone', undone_at = :now where organization = :organization and id = :import
