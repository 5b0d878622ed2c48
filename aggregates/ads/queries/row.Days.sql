-- Fills row: the sums of cuts by day over a run of days, whole months from their sums and the days at both ends one by one.
select t.cut, t.platform, coalesce(k.name, ''), sum(t.spend), sum(t.impressions), sum(t.clicks), sum(t.link_clicks), sum(t.results), sum(t.purchases), sum(t.purchase_value),
	max(t.missing & 1) + max(t.missing & 2) + max(t.missing & 4) + max(t.missing & 8) + max(t.missing & 16) + max(t.missing & 32) + max(t.missing & 64),
	sum(t.rows)
from (
	select cut, platform, result_kind, spend, impressions, clicks, link_clicks, results, purchases, purchase_value, missing, rows from ads_total
	where organization = :organization and cut in (:cuts) and step = 3 and last_day between :months_from and :months_to
	union all
	select cut, platform, result_kind, spend, impressions, clicks, link_clicks, results, purchases, purchase_value, missing, rows from ads_total
	where organization = :organization and cut in (:cuts) and step = 1 and last_day between :left_from and :left_to
	union all
	select cut, platform, result_kind, spend, impressions, clicks, link_clicks, results, purchases, purchase_value, missing, rows from ads_total
	where organization = :organization and cut in (:cuts) and step = 1 and last_day between :right_from and :right_to
) t left join ads_result_kind k on k.organization = :organization and k.id = t.result_kind
group by t.cut, t.platform, k.name
order by t.cut, t.platform, k.name
