-- Marks every copied post for the rebuild.
insert into dirty_post (organization, post) select organization, id from post where organization = :organization and id < 0
