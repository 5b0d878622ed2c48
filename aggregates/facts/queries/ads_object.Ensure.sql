-- Fills the id of a campaign, ad set, ad or account, made on first need.
insert into ads_object (organization, channel, level, key) values (:organization, :channel, :level, :key)
on conflict (organization, channel, level, key) do update set key = excluded.key
returning id
