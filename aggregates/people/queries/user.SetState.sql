-- changes User.State; machinery: users belong to no single organization
update users set state = :state where id = :id
