-- Marks every day a window of an import's ads rows in one cut ends on.
insert into dirty_day (organization, channel, scope, day)
select distinct r.organization, c.channel, 'ads', r.last_day from ads_row r
join ads_cut c on c.organization = r.organization and c.id = r.cut
where r.organization = :organization and r.cut = :cut and r.last_day between :first_end and :last_day and r.import = :import
on conflict do nothing
