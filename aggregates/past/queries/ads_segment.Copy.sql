-- The combinations of breakdown values of the property's ad accounts that have a report by the day.
select s.* from channel c
cross join ads_segment s on s.organization = c.organization and s.channel = c.id
where c.organization = :organization and c.property = :property and exists (
	select 1 from ads_cut u
	cross join ads_cover v on v.organization = u.organization and v.cut = u.id
	cross join import i on i.organization = v.organization and i.id = v.import
	where u.organization = c.organization and u.channel = c.id and i.organization = :organization and i.property = :property and i.state in ('stored', 'partial') and coalesce(i.finished_at, i.created_at) < :before)
