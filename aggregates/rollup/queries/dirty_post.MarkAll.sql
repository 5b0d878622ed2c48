-- Marks every post.
insert into dirty_post (organization, post) select organization, id from post where organization = :organization on conflict do nothing
