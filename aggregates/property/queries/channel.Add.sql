-- adds a Channel, gives its id
insert into channel (organization, property, kind, name, currency) values (:organization, :property, :kind, :name, :currency) returning id
