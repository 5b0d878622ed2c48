-- Fills the id of a combination of breakdown values, made on first need.
insert into ads_segment (organization, channel, key, platform, placement) values (:organization, :channel, :key, :platform, :placement)
on conflict (organization, channel, key) do update set key = excluded.key
returning id
