-- Marks every post of a property: its time zone changed, so local days move.
insert into dirty_post (organization, post)
select organization, id from post where organization = :organization and channel in (select id from channel where organization = :organization and property = :property)
on conflict do nothing
