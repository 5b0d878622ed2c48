-- Marks days of channels for the rebuild.
insert into dirty_day (organization, channel, scope, day)
select :organization, column1, :scope, column2 from (values (:channel, :day)) where true on conflict do nothing
