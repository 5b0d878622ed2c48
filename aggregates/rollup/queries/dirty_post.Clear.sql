-- Clears the mark of a post that was rebuilt or removed.
delete from dirty_post where organization = :organization and post = :post
