-- changes the password's hash; machinery: users belong to no single organization
update users set password = :password where id = :id
