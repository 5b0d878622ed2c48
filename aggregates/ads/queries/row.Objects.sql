-- Fills row: the figures of each object in each window of a cut that lies inside a range.
select t.cut, t.platform, coalesce(k.name, ''), t.spend, t.impressions, t.clicks, t.link_clicks, t.results, t.purchases, t.purchase_value, t.missing, t.rows,
	t.first_day, t.last_day, t.object, t.campaign, coalesce(o.key, ''), coalesce((select n.name from ads_object_name n
		join import i on i.organization = n.organization and i.id = n.import
		where n.organization = t.organization and n.object = t.campaign and n.name <> ''
		order by coalesce(i.as_of, 0) desc, n.name desc limit 1), '')
from ads_figure t
left join ads_object o on o.organization = t.organization and o.id = t.campaign
left join ads_result_kind k on k.organization = t.organization and k.id = t.result_kind
where t.organization = :organization and t.cut = :cut and t.step = 1 and t.last_day between :from and :to and t.first_day >= :from
order by t.object, t.last_day, t.first_day, t.platform, k.name
