-- fills Name by name: every one with :user 0, else those a viewer was granted
select p.id, p.name from property p
where p.organization = :organization and (:user = 0 or exists (select 1 from property_grant g
  where g.organization = p.organization and g.property = p.id and g.user = :user))
order by p.name collate nocase, p.id
