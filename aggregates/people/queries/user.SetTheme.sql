-- changes User.Theme; machinery: users belong to no single organization
update users set theme = :theme where id = :id
