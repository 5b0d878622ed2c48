-- Puts one pair.
insert into same_post (organization, archived, post) values (:organization, :archived, :post)
