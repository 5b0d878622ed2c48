-- Puts figures of a whole cut.
insert into ads_total (organization, cut, step, last_day, first_day, platform, result_kind,
	spend, impressions, clicks, link_clicks, results, purchases, purchase_value, missing, rows)
values (:organization, :cut, :step, :last_day, :first_day, :platform, :result_kind,
	:spend, :impressions, :clicks, :link_clicks, :results, :purchases, :purchase_value, :missing, :rows)
