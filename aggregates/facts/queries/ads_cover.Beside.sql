-- Lists the newest live imports that hold days of an import's ad account in another cut, each beside the import's own cover. It goes from the import to the account to
-- its other cuts (cross join): from the side of the covers each report would walk past every other of the organization.
select m.cut, m.first_day, m.last_day, o.import, i.file, o.cut, o.first_day, o.last_day
from ads_cover m
cross join ads_cut mc on mc.organization = m.organization and mc.id = m.cut
cross join ads_cut oc on oc.organization = mc.organization and oc.channel = mc.channel and oc.id <> mc.id
cross join ads_cover o on o.organization = oc.organization and o.cut = oc.id and o.import <> m.import
	and o.first_day <= m.last_day and o.last_day >= m.first_day
cross join import i on i.organization = o.organization and i.id = o.import and i.state in ('stored', 'partial')
where m.organization = :organization and m.import = :import
order by o.import desc, o.cut limit :limit
