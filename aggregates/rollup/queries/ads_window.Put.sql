-- Puts the windows of a cut.
insert into ads_window (organization, channel, cut, last_day, first_day, days)
select :organization, :channel, :cut, column1, column2, column3 from (values (:last_day, :first_day, :days)) where true
