-- changes Organization.Name
update organization set name = :name where id = :organization
