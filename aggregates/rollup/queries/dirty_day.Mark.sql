-- Marks one day of a channel.
insert into dirty_day (organization, channel, scope, day) values (:organization, :channel, :scope, :day) on conflict do nothing
