-- Copies rows of ads reports into earlier days.
insert into ads_row (organization, cut, last_day, first_day, object, segment, n, import, campaign, setting, spend, impressions, reach, clicks, link_clicks,
	results, purchases, purchase_value, landing_page_views)
select organization, cut, last_day - :days, first_day - :days, object - :lower, segment, n, import - :lower, campaign - :lower, setting, spend, impressions, reach,
	clicks, link_clicks, results, purchases, purchase_value, landing_page_views
from ads_row where organization = :organization and import > 0
