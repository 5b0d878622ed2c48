-- Lists the newest live imports that hold days of an import's ad account in another cut, each beside the import's own cover.
select m.cut, m.first_day, m.last_day, o.import, i.file, o.cut, o.first_day, o.last_day
from ads_cover m
join ads_cut mc on mc.organization = m.organization and mc.id = m.cut
join ads_cut oc on oc.organization = mc.organization and oc.channel = mc.channel and oc.id <> mc.id
join ads_cover o on o.organization = oc.organization and o.cut = oc.id and o.import <> m.import
	and o.first_day <= m.last_day and o.last_day >= m.first_day
join import i on i.organization = o.organization and i.id = o.import and i.state in ('stored', 'partial')
where m.organization = :organization and m.import = :import
order by o.import desc, o.cut limit :limit
