-- Keeps rows of a report; the code repeats the tuple, fifty rows a statement, because one row a statement costs twice the time.
insert into ads_row (organization, cut, import, last_day, first_day, object, segment, n, campaign, setting,
	spend, impressions, reach, clicks, link_clicks, results, purchases, purchase_value, landing_page_views)
select :organization, :cut, :import, column1, column2, column3, column4, column5, column6, column7, column8,
	column9, column10, column11, column12, column13, column14, column15, column16
from (values (:last_day, :first_day, :object, :segment, :n, :campaign, :setting,
	:spend, :impressions, :reach, :clicks, :link_clicks, :results, :purchases, :purchase_value, :landing_page_views))
where true
on conflict do nothing
