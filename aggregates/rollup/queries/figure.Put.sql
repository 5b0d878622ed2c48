-- Puts figures of single days; the days were cleared before.
insert into figure (organization, channel, scope, metric, step, day, sum, known, parts, largest, partial)
select :organization, :channel, column1, column2, 1, column3, column4, column5, column6, column7, column8
from (values (:scope, :metric, :day, :sum, :known, :parts, :largest, :partial)) where true
