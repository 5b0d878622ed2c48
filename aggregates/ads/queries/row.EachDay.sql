-- Fills row: the sums of a cut by day for every day of a run, all result kinds together.
select t.cut, :platform, '', sum(t.spend), sum(t.impressions), sum(t.clicks), sum(t.link_clicks), null, sum(t.purchases), sum(t.purchase_value),
	max(t.missing & 1) + max(t.missing & 2) + max(t.missing & 4) + max(t.missing & 8) + max(t.missing & 32) + max(t.missing & 64), sum(t.rows),
	t.first_day, t.last_day
from ads_total t
where t.organization = :organization and t.cut = :cut and t.step = 1 and t.last_day between :from and :to and (:platform = '' or t.platform = :platform)
group by t.last_day, t.first_day
order by t.last_day, t.first_day
