-- Puts figures of a whole cut.
insert into ads_total (organization, cut, step, last_day, first_day, platform, result_kind,
	spend, impressions, clicks, link_clicks, results, purchases, purchase_value, missing, rows)
select :organization, :cut, column1, column2, column3, column4, column5, column6, column7, column8, column9, column10, column11, column12, column13, column14
from (values (:step, :last_day, :first_day, :platform, :result_kind, :spend, :impressions, :clicks, :link_clicks, :results, :purchases, :purchase_value, :missing, :rows))
where true
