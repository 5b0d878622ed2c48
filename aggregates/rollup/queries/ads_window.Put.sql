-- Puts the windows of a cut.
insert into ads_window (organization, channel, cut, last_day, first_day, days)
values (:organization, :channel, :cut, :last_day, :first_day, :days)
