-- Fills Entries, oldest first: those that wait in a property, or with property 0 those of which nobody said it yet.
select id, file, needs from import
where organization = :organization and (property = :property or :property = 0 and property is null) and state = 'staged'
order by id
