-- ends a Token
update api_token set revoked_at = :now where organization = :organization and id = :id and revoked_at is null
