-- Lists the pairs that some posts are in, from either side by its own index.
select archived, post from same_post where organization = :organization and archived in (:posts)
union
select archived, post from same_post where organization = :organization and post in (:posts)
