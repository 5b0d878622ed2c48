-- Marks posts for the rebuild.
insert into dirty_post (organization, post) select :organization, column1 from (values (:post)) where true on conflict do nothing
