-- Fills the Imports that wait for a person, oldest first: of a property, or with property 0 those of which nobody said it yet.
select i.id, i.file, i.kind, i.platform, i.property, i.state, i.rows, i.stored, i.unchanged, i.rejected, i.first_day, i.last_day, i.as_of,
	i.notes, i.error, i.via, u.email, i.source, i.bytes, i.created_at, i.finished_at, i.undone_at, i.options, i.preview, i.staged, i.done, i.archive, i.entry
from import i left join users u on u.id = i.user
where i.organization = :organization and (i.property = :property or :property = 0 and i.property is null) and i.state = 'staged'
order by i.id
