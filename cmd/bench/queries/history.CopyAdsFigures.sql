-- Copies the figures of campaigns: windows by days, months by months.
insert into ads_figure (organization, cut, step, last_day, first_day, campaign, object, platform, result_kind, spend, impressions, clicks, link_clicks, results,
	purchases, purchase_value, missing, rows)
select organization, cut, step,
	iif(step = 3, unixepoch(date((last_day + 1) * 86400, 'unixepoch', '-' || :months || ' months')) / 86400 - 1, last_day - :days),
	iif(step = 3, unixepoch(date(first_day * 86400, 'unixepoch', '-' || :months || ' months')) / 86400, first_day - :days),
	iif(campaign = 0, 0, campaign - :lower), iif(object = 0, 0, object - :lower), platform, result_kind, spend, impressions, clicks, link_clicks, results,
	purchases, purchase_value, missing, rows
from ads_figure where organization = :organization and last_day >= :first
