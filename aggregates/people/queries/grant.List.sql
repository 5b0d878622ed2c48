-- fills Member.Properties
select user, property from property_grant where organization = :organization order by user, property
