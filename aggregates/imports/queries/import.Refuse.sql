-- Keeps why a file was refused; nothing of it is stored.
update import set state = 'refused', staged = '', preview = '', needs = '', error = :error, done = 0, rows = 0, stored = 0, unchanged = 0, rejected = 0, finished_at = :now
where organization = :organization and id = :import
