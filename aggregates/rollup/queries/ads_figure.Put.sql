-- Puts figures of campaigns.
insert into ads_figure (organization, cut, step, last_day, first_day, campaign, object, platform, result_kind,
	spend, impressions, clicks, link_clicks, results, purchases, purchase_value, missing, rows)
values (:organization, :cut, :step, :last_day, :first_day, :campaign, :object, :platform, :result_kind,
	:spend, :impressions, :clicks, :link_clicks, :results, :purchases, :purchase_value, :missing, :rows)
