-- Puts figures of days, weeks and months that were cleared before.
insert into figure (organization, channel, scope, metric, step, day, sum, known, parts, largest, partial)
select :organization, :channel, column1, column2, column3, column4, column5, column6, column7, column8, column9
from (values (:scope, :metric, :step, :day, :sum, :known, :parts, :largest, :partial)) where true
