-- Marks every day of copied series for the rebuild.
insert into dirty_day (organization, channel, scope, day)
select distinct organization, channel, 'activity', last_day from series_value where organization = :organization and import < 0
