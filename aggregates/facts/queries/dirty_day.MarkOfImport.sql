-- Marks every day a series of an import spoke of.
insert into dirty_day (organization, channel, scope, day)
select distinct organization, channel, 'activity', last_day from series_value where organization = :organization and import = :import
on conflict do nothing
