-- Lists the linked ids of the organization with their properties.
select distinct l.external_id, c.property from channel_link l
join channel c on c.organization = l.organization and c.id = l.channel
where l.organization = :organization
order by c.property
