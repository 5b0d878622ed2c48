-- Lists the staged imports whose bytes a live import holds, with that one, its property and its platform; newest of those first.
select w.id, l.id, l.property, l.platform from import w
cross join import l on l.organization = w.organization and l.hash = w.hash and l.state in ('stored', 'partial')
where w.organization = :organization and w.state = 'staged' and w.hash <> ''
order by l.id desc
