-- notes when a person signed in; machinery: users belong to no single organization
update users set seen_at = :now where id = :id
