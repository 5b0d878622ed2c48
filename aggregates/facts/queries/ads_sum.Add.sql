-- Adds the sums of a chunk to those of the same run; unknown stays unknown until one part is known.
insert into ads_sum (organization, cut, import, last_day, first_day, campaign, object, platform, result_kind,
	spend, impressions, clicks, link_clicks, results, purchases, purchase_value, missing, rows)
select :organization, :cut, :import, column1, column2, column3, column4, column5, column6, column7,
	column8, column9, column10, column11, column12, column13, column14, column15
from (values (:last_day, :first_day, :campaign, :object, :platform, :result_kind,
	:spend, :impressions, :clicks, :link_clicks, :results, :purchases, :purchase_value, :missing, :rows))
where true
on conflict (organization, cut, last_day, first_day, import, campaign, object, platform, result_kind) do update set
	spend = coalesce(spend + excluded.spend, spend, excluded.spend),
	impressions = coalesce(impressions + excluded.impressions, impressions, excluded.impressions),
	clicks = coalesce(clicks + excluded.clicks, clicks, excluded.clicks),
	link_clicks = coalesce(link_clicks + excluded.link_clicks, link_clicks, excluded.link_clicks),
	results = coalesce(results + excluded.results, results, excluded.results),
	purchases = coalesce(purchases + excluded.purchases, purchases, excluded.purchases),
	purchase_value = coalesce(purchase_value + excluded.purchase_value, purchase_value, excluded.purchase_value),
	missing = missing | excluded.missing, rows = rows + excluded.rows
