-- Lists the properties that any of some ids is linked to. From the ids on (cross join): a folder asks once a file, and an agency has hundreds of channels.
select distinct c.property from channel_link l
cross join channel c on c.organization = l.organization and c.id = l.channel
where l.organization = :organization and l.external_id in (:ids)
order by c.property
