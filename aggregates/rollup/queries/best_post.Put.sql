-- Puts best posts of cleared months.
insert into best_post (organization, channel, metric, month, place, post, day, value)
select :organization, :channel, column1, column2, column3, column4, column5, column6
from (values (:metric, :month, :place, :post, :day, :value)) where true
