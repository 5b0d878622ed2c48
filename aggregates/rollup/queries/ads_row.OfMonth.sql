-- Lists the rows of a cut whose windows end within a month, the observations of one thing side by side.
select r.last_day, r.first_day, r.object, r.segment, r.n, r.import, r.campaign, r.setting,
	r.spend, r.impressions, r.clicks, r.link_clicks, r.results, r.purchases, r.purchase_value
from ads_row r
where r.organization = :organization and r.cut = :cut and r.last_day between :from and :to
order by r.last_day, r.first_day, r.object, r.segment, r.n, r.import
