-- finds nothing for a property that the organization does not have
select id from property where organization = :organization and id = :property
