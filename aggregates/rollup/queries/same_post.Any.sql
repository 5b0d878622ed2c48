-- Says whether there is any pair: most organizations never import an archive.
select exists (select 1 from same_post where organization = :organization)
