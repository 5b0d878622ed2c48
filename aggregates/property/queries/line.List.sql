-- fills Line by name: every property with :user 0, else those a viewer was granted; a channel counts once a person or a file linked it
select p.id, p.name, coalesce(k.facebook, 0), coalesce(k.instagram, 0), coalesce(k.ads, 0),
  (select max(coalesce(i.as_of, i.last_day)) from import i
    where i.organization = p.organization and i.property = p.id and i.state in ('stored', 'partial'))
from property p
left join (
  select c.property, max(case c.kind when 'facebook' then 1 else 0 end) as facebook,
    max(case c.kind when 'instagram' then 1 else 0 end) as instagram, max(case c.kind when 'ads' then 1 else 0 end) as ads
  from channel c join channel_link l on l.organization = c.organization and l.channel = c.id
  where c.organization = :organization group by c.property
) k on k.property = p.id
where p.organization = :organization and (:user = 0 or exists (select 1 from property_grant g
  where g.organization = p.organization and g.property = p.id and g.user = :user))
order by p.name collate nocase, p.id
