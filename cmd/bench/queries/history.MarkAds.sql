-- Marks every day of copied ads rows for the rebuild.
insert into dirty_day (organization, channel, scope, day)
select distinct r.organization, c.channel, 'ads', r.last_day from ads_cut c join ads_row r on r.organization = c.organization and r.cut = c.id
where c.organization = :organization and r.import < 0
