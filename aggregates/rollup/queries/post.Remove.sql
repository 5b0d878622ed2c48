-- Removes a post nobody speaks of any more.
delete from post where organization = :organization and id = :post
