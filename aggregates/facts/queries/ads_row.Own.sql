-- Fills the row that an import already holds for a key.
select campaign, setting, spend, impressions, reach, clicks, link_clicks, results, purchases, purchase_value, landing_page_views
from ads_row
where organization = :organization and cut = :cut and last_day = :last_day and first_day = :first_day and object = :object
	and segment = :segment and n = :n and import = :import
