-- adds a User, gives its id; machinery: users belong to no single organization
insert into users (email, name, password, created_at) values (:email, :name, :password, :now) returning id
