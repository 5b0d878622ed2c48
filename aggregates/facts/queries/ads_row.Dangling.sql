-- Counts what Dangling lists: rows of ads that name a missing entry of a dictionary, by dictionary.
select count(*) filter (where c.id is null), count(*) filter (where o.id is null), count(*) filter (where g.id is null),
	count(*) filter (where t.id is null), count(*) filter (where i.id is null), count(*) filter (where r.campaign is not null and p.id is null)
from ads_row r
left join ads_cut c on c.id = r.cut and c.organization = r.organization
left join ads_object o on o.id = r.object and o.organization = r.organization
left join ads_segment g on g.id = r.segment and g.organization = r.organization
left join ads_setting t on t.id = r.setting and t.organization = r.organization
left join import i on i.id = r.import and i.organization = r.organization
left join ads_object p on p.id = r.campaign and p.organization = r.organization
where r.organization = :organization
