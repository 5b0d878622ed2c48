-- Fills Imports by id, oldest first.
select i.id, i.file, i.kind, i.platform, i.property, i.state, i.rows, i.stored, i.unchanged, i.rejected, i.first_day, i.last_day, i.as_of,
	i.notes, i.error, i.via, u.email, i.source, i.bytes, i.created_at, i.finished_at, i.undone_at, i.options, i.preview, i.staged, i.done, i.archive, i.entry
from import i left join users u on u.id = i.user
where i.organization = :organization and i.id in (:ids)
order by i.id
