-- Puts one day's figure; the day was cleared before.
insert into figure (organization, channel, scope, metric, step, day, sum, known, parts, largest, partial)
values (:organization, :channel, :scope, :metric, 1, :day, :sum, :known, :parts, :largest, :partial)
