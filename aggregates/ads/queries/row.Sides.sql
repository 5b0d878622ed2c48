-- Fills row for two runs of days at once, as row.Days does for one: side 0 is a range, side 1 its comparison.
select t.side, t.cut, t.platform, coalesce(k.name, ''), sum(t.spend), sum(t.impressions), sum(t.clicks), sum(t.link_clicks), sum(t.results), sum(t.purchases),
	sum(t.purchase_value),
	max(t.missing & 1) + max(t.missing & 2) + max(t.missing & 4) + max(t.missing & 8) + max(t.missing & 16) + max(t.missing & 32) + max(t.missing & 64),
	sum(t.rows)
from (
	select 0 side, cut, platform, result_kind, spend, impressions, clicks, link_clicks, results, purchases, purchase_value, missing, rows from ads_total
	where organization = :organization and cut in (:cuts) and step = 3 and last_day between :a_months_from and :a_months_to
	union all
	select 0 side, cut, platform, result_kind, spend, impressions, clicks, link_clicks, results, purchases, purchase_value, missing, rows from ads_total
	where organization = :organization and cut in (:cuts) and step = 1 and last_day between :a_left_from and :a_left_to
	union all
	select 0 side, cut, platform, result_kind, spend, impressions, clicks, link_clicks, results, purchases, purchase_value, missing, rows from ads_total
	where organization = :organization and cut in (:cuts) and step = 1 and last_day between :a_right_from and :a_right_to
	union all
	select 1 side, cut, platform, result_kind, spend, impressions, clicks, link_clicks, results, purchases, purchase_value, missing, rows from ads_total
	where organization = :organization and cut in (:cuts) and step = 3 and last_day between :b_months_from and :b_months_to
	union all
	select 1 side, cut, platform, result_kind, spend, impressions, clicks, link_clicks, results, purchases, purchase_value, missing, rows from ads_total
	where organization = :organization and cut in (:cuts) and step = 1 and last_day between :b_left_from and :b_left_to
	union all
	select 1 side, cut, platform, result_kind, spend, impressions, clicks, link_clicks, results, purchases, purchase_value, missing, rows from ads_total
	where organization = :organization and cut in (:cuts) and step = 1 and last_day between :b_right_from and :b_right_to
) t left join ads_result_kind k on k.organization = :organization and k.id = t.result_kind
group by t.side, t.cut, t.platform, k.name
order by t.side, t.cut, t.platform, k.name
