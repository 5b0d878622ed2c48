-- Lists the properties of some channels.
select distinct property from channel where organization = :organization and id in (:channels) order by property
