-- Puts the organization into the file of the past.
insert into organization (id, name, created_at) values (:organization, :name, :created_at)
