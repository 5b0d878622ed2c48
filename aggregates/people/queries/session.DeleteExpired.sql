-- clears sessions that ran out; machinery: sessions belong to a person, not to an organization
delete from sessions where expiry <= :now
