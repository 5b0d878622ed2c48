-- Marks one post.
insert into dirty_post (organization, post) values (:organization, :post) on conflict do nothing
