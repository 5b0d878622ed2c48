-- Fills the id of a cut, made on first need.
insert into ads_cut (organization, channel, level, breakdown, step, keyed)
values (:organization, :channel, :level, :breakdown, :step, :keyed)
on conflict (organization, channel, level, breakdown, step, keyed) do update set level = excluded.level
returning id
