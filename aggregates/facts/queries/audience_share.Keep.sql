-- Keeps one share of an audience.
insert into audience_share (organization, channel, import, dimension, label, position, share)
values (:organization, :channel, :import, :dimension, :label, :position, :share)
on conflict (organization, channel, import, dimension, label) do update set position = excluded.position, share = excluded.share
