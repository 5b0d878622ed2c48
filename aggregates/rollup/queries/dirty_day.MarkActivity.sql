-- Marks every day any series speaks of.
insert into dirty_day (organization, channel, scope, day)
select distinct organization, channel, 'activity', last_day from series_value where organization = :organization
on conflict do nothing
