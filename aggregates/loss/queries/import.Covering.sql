-- Lists what live imports of a property cover, where they touch a range: kind, platform, first and last day and the latest day that the file proves.
select i.kind, coalesce(i.platform, ''), i.first_day, coalesce(i.last_day, i.as_of), coalesce(i.as_of, i.last_day)
from import i
where i.organization = :organization and i.property = :property and i.state in ('stored', 'partial') and i.kind is not null and i.first_day <= :to
	and (i.last_day >= :from or i.as_of >= :from)
group by 1, 2, 3, 4, 5
