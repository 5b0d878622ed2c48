-- Fills row: the sums of each window of a cut that lies inside a range.
select t.cut, t.platform, coalesce(k.name, ''), t.spend, t.impressions, t.clicks, t.link_clicks, t.results, t.purchases, t.purchase_value, t.missing, t.rows,
	t.first_day, t.last_day
from ads_total t left join ads_result_kind k on k.organization = t.organization and k.id = t.result_kind
where t.organization = :organization and t.cut = :cut and t.step = 1 and t.last_day between :from and :to and t.first_day >= :from
order by t.last_day, t.first_day, t.platform, k.name
