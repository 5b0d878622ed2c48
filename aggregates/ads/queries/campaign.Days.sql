-- Fills Campaign: the same sums for each campaign, with its key and the name it was last known by.
select t.cut, t.campaign, coalesce(o.key, ''), coalesce((select n.name from ads_object_name n
		join import i on i.organization = n.organization and i.id = n.import
		where n.organization = :organization and n.object = t.campaign and n.name <> ''
		order by coalesce(i.as_of, 0) desc, n.name desc limit 1), ''),
	t.platform, coalesce(k.name, ''), t.spend, t.impressions, t.clicks, t.link_clicks, t.results, t.purchases, t.purchase_value, t.missing, t.rows
from (
	select t.cut, t.campaign, t.platform, t.result_kind, sum(t.spend) spend, sum(t.impressions) impressions, sum(t.clicks) clicks,
		sum(t.link_clicks) link_clicks, sum(t.results) results, sum(t.purchases) purchases, sum(t.purchase_value) purchase_value,
		max(t.missing & 1) + max(t.missing & 2) + max(t.missing & 4) + max(t.missing & 8) + max(t.missing & 16) + max(t.missing & 32)
			+ max(t.missing & 64) missing, sum(t.rows) rows
	from (
	select cut, campaign, platform, result_kind, spend, impressions, clicks, link_clicks, results, purchases, purchase_value, missing, rows from ads_figure
	where organization = :organization and cut in (:cuts) and step = 3 and last_day between :months_from and :months_to
	union all
	select cut, campaign, platform, result_kind, spend, impressions, clicks, link_clicks, results, purchases, purchase_value, missing, rows from ads_figure
	where organization = :organization and cut in (:cuts) and step = 1 and last_day between :left_from and :left_to
	union all
	select cut, campaign, platform, result_kind, spend, impressions, clicks, link_clicks, results, purchases, purchase_value, missing, rows from ads_figure
	where organization = :organization and cut in (:cuts) and step = 1 and last_day between :right_from and :right_to
	) t group by t.cut, t.campaign, t.platform, t.result_kind
) t
left join ads_object o on o.organization = :organization and o.id = t.campaign
left join ads_result_kind k on k.organization = :organization and k.id = t.result_kind
order by t.cut, t.campaign, t.platform, k.name
