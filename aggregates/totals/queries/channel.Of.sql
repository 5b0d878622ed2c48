-- Lists a property's channels.
select id, kind, currency from channel where organization = :organization and property = :property order by id
