-- Lists the properties that any of some ids is linked to.
select distinct c.property from channel_link l
join channel c on c.organization = l.organization and c.id = l.channel
where l.organization = :organization and l.external_id in (:ids)
order by c.property
