-- Marks every day anything was published on.
insert into dirty_day (organization, channel, scope, day)
select distinct organization, channel, 'post', day from post where organization = :organization and day is not null
on conflict do nothing
