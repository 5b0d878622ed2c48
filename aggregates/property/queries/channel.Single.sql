-- gives the id of a property's Facebook or Instagram Channel
select id from channel where organization = :organization and property = :property and kind = :kind order by id
