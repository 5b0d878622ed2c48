-- says which property and channel hold an external id
select c.property, c.id from channel_link l join channel c on c.organization = l.organization and c.id = l.channel
where l.organization = :organization and l.external_id = :external_id and c.kind = :kind order by c.property, c.id
