-- Marks one day of a channel for the rebuild.
insert into dirty_day (organization, channel, scope, day) values (:organization, :channel, :scope, :day) on conflict do nothing
