-- Makes a drop's row; gives its id.
insert into import_drop (organization, property, user, via, created_at) values (:organization, :property, :user, :via, :now)
returning id
