-- adds a Property, gives its id
insert into property (organization, name, timezone, currency, created_at) values (:organization, :name, :timezone, :currency, :now) returning id
