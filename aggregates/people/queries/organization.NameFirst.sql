-- names the organization that a command made; machinery: the first user belongs to none yet
update organization set name = :name where id = :id
