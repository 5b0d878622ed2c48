-- notes the last use of a Token
update api_token set used_at = :now where organization = :organization and id = :id
