-- Fills Mappings of tables with some headers, newest first.
select m.id, m.signature, m.kind, m.file, m.columns, coalesce(u.email, ''), m.made_at
from mapping m left join users u on u.id = m.user
where m.organization = :organization and m.signature = :signature
order by m.made_at desc, m.id desc
