-- Puts the winner of one wider window; the day was cleared before.
insert into figure_window (organization, channel, metric, last_day, first_day, value)
values (:organization, :channel, :metric, :last_day, :first_day, :value)
