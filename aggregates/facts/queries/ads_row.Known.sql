-- Lists what other imports say of objects in one window, one key after another.
select r.object, r.segment, r.n, coalesce(i.as_of, 0), r.campaign, r.setting, r.spend, r.impressions, r.reach, r.clicks, r.link_clicks, r.results,
	r.purchases, r.purchase_value, r.landing_page_views
from ads_row r join import i on i.organization = r.organization and i.id = r.import
where r.organization = :organization and r.cut = :cut and r.last_day = :last_day and r.first_day = :first_day
	and r.object between :low and :high and r.import <> :import
order by r.object, r.segment, r.n
