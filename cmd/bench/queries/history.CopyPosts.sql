-- Copies the keys of posts; what pages read of them is rebuilt from their observations.
insert into post (id, organization, property, channel, external_id)
select id - :lower, organization, property, channel, external_id || '-' || :lower from post where organization = :organization and id > 0
