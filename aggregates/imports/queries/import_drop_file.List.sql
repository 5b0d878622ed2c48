-- Lists a drop's files in order, with the imports they became; state '' lists all.
select f.n, f.file, f.archive, f.outcome, f.error, i.id, i.kind, i.platform, i.property, i.state, i.rows, i.stored, i.unchanged, i.rejected, i.first_day,
	i.last_day, i.notes, i.error
from import_drop_file f
left join import i on i.organization = f.organization and i.id = f.import
where f.organization = :organization and f.drop_id = :drop and (:state = '' or :state =
	case when f.outcome = 'same' and i.state in ('stored', 'partial') then 'unchanged' when f.import is null then f.outcome else i.state end)
order by f.n limit :limit offset :offset
