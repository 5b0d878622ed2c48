-- gives the id of the Property of a name
select id from property where organization = :organization and name = :name
