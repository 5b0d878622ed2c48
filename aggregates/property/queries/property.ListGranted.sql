-- fills Property by name: those a viewer was granted
select p.id, p.organization, p.name, p.timezone, p.currency from property p
join property_grant g on g.organization = p.organization and g.property = p.id and g.user = :user
where p.organization = :organization order by p.name collate nocase, p.id
