-- Clears the marks of posts that were rebuilt or removed.
delete from dirty_post where organization = :organization and post in (:posts)
