-- Keeps rows of a report; the code repeats the tuple, fifty rows a statement, because one row a statement costs twice the time.
insert into ads_row (organization, cut, import, last_day, first_day, object, segment, n, campaign, setting,
	spend, impressions, reach, clicks, link_clicks, results, purchases, purchase_value, landing_page_views)
values (:organization, :cut, :import, :last_day, :first_day, :object, :segment, :n, :campaign, :setting,
	:spend, :impressions, :reach, :clicks, :link_clicks, :results, :purchases, :purchase_value, :landing_page_views)
on conflict do nothing
