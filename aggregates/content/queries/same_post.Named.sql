-- Fills the post with an id that a post of an archive is; none for any other.
select post from same_post where organization = :organization and archived = :post
