-- Lists the pairs that some posts are in.
select archived, post from same_post where organization = :organization and (archived in (:posts) or post in (:posts))
