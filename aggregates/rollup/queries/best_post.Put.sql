-- Puts one of the best posts of a month.
insert into best_post (organization, channel, metric, month, place, post, day, value)
values (:organization, :channel, :metric, :month, :place, :post, :day, :value)
