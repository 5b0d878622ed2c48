-- Marks every post an import spoke of.
insert into dirty_post (organization, post)
select distinct organization, post from post_observation where organization = :organization and import = :import
on conflict do nothing
