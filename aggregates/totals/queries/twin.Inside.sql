-- Counts the twins of which both legs were published inside a range.
select count(*) from twin t
join post f on f.organization = t.organization and f.id = t.facebook
join post i on i.organization = t.organization and i.id = t.instagram
where t.organization = :organization and t.property = :property and t.day between :from and :to
	and f.day between :from and :to and i.day between :from and :to
