-- An interrupted run: with its upload it waits to be stored again, without one it is taken back.
update import set state = case when :staged = '' then 'refused' else 'staged' end, done = 0, rows = 0, stored = 0, unchanged = 0, rejected = 0, finished_at = :now,
	error = case when :staged = '' then 'The import was interrupted. What it had stored was taken back; import the file again.' else '' end
where organization = :organization and id = :import
