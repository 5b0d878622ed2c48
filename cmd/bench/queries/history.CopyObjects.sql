-- Copies campaigns, ad sets and ads as others of the same names: earlier years had their own.
insert into ads_object (id, organization, channel, level, key)
select id - :lower, organization, channel, level, key || '-' || :lower from ads_object where organization = :organization and id > 0
