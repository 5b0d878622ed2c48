-- Adds a file to a drop, behind those it has.
insert into import_drop_file (organization, drop_id, n, file, archive, outcome, import, error)
values (:organization, :drop, (select coalesce(max(n), 0) + 1 from import_drop_file where organization = :organization and drop_id = :drop),
	:file, :archive, :outcome, :import, :error)
