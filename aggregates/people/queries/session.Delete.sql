-- ends one session; machinery: sessions belong to a person, not to an organization
delete from sessions where token = :token
