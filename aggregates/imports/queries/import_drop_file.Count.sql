-- Counts a drop's files by state, with the sums of what was stored of them.
select case when f.outcome = 'same' and i.state in ('stored', 'partial') then 'unchanged' when f.import is null then f.outcome else i.state end,
	count(*), coalesce(sum(i.rows), 0), coalesce(sum(case when f.outcome = 'same' then 0 else i.stored end), 0),
	coalesce(sum(case when f.outcome = 'same' then i.rows - i.rejected else i.unchanged end), 0), coalesce(sum(i.rejected), 0), min(i.first_day), max(i.last_day)
from import_drop_file f
left join import i on i.organization = f.organization and i.id = f.import
where f.organization = :organization and f.drop_id = :drop
group by 1 order by 1
