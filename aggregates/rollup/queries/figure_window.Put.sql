-- Puts the winners of wider windows; their days were cleared before.
insert into figure_window (organization, channel, metric, last_day, first_day, value)
select :organization, :channel, column1, column2, column3, column4 from (values (:metric, :last_day, :first_day, :value)) where true
