-- adds a Token, gives its id
insert into api_token (organization, name, hash, property, created_at) values (:organization, :name, :hash, :property, :now) returning id
