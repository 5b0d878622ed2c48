-- Makes a channel; gives its id.
insert into channel (organization, property, kind, currency) values (:organization, :property, :kind, :currency) returning id
