-- adds an Organization, gives its id; machinery: before it there is none to be confined to
insert into organization (name, created_at) values (:name, :now) returning id
