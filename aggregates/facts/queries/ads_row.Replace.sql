-- Puts the larger of two rows of one file that carry the same id, window and segment.
update ads_row set campaign = :campaign, setting = :setting, spend = :spend, impressions = :impressions, reach = :reach, clicks = :clicks,
	link_clicks = :link_clicks, results = :results, purchases = :purchases, purchase_value = :purchase_value, landing_page_views = :landing_page_views
where organization = :organization and cut = :cut and last_day = :last_day and first_day = :first_day and object = :object
	and segment = :segment and n = :n and import = :import
