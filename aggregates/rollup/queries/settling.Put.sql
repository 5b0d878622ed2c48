-- Puts what is known of a channel; it was cleared before.
insert into settling (organization, channel, metric, windows, days, moving, missed)
select :organization, :channel, column1, column2, column3, column4, column5 from (values (:metric, :windows, :days, :moving, :missed)) where true
