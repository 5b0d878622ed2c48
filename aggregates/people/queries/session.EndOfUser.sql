-- ends every session of a person; machinery: sessions belong to a person, not to an organization
delete from sessions where user = :user
