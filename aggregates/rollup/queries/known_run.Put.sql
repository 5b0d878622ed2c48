-- Puts the runs of a scope of a channel; they were cleared before.
insert into known_run (organization, channel, scope, metric, first_day, last_day)
select :organization, :channel, :scope, column1, column2, column3 from (values (:metric, :first_day, :last_day)) where true
