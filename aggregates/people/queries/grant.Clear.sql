-- closes every property to a person
delete from property_grant where organization = :organization and user = :user
