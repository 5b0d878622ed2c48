-- changes Member.Role
update membership set role = :role where organization = :organization and user = :user
