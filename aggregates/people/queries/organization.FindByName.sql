-- fills Organization; machinery: finds out which one is meant
select id, name from organization where name = :name
