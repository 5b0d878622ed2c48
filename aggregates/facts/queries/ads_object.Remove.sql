-- Takes away an object nobody speaks of any more.
delete from ads_object where organization = :organization and id = :object
