-- The imports that were recorded by the end of the day and are in the data still. Who brought them stays out: people are not of a property.
select i.id, i.organization, i.property, i.via, i.source, i.file, i.bytes, i.hash, i.kind, i.platform, i.day_rule, i.as_of, i.state, i.done, i.total, i.rows, i.stored,
	i.unchanged, i.rejected, i.first_day, i.last_day, i.notes, i.created_at, i.finished_at, i.archive
from import i
where i.organization = :organization and i.property = :property and i.state in ('stored', 'partial') and coalesce(i.finished_at, i.created_at) < :before
