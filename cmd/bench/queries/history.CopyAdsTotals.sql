-- Copies the totals of ad accounts: windows by days, months by months.
insert into ads_total (organization, cut, step, last_day, first_day, platform, result_kind, spend, impressions, clicks, link_clicks, results, purchases,
	purchase_value, missing, rows)
select organization, cut, step,
	iif(step = 3, unixepoch(date((last_day + 1) * 86400, 'unixepoch', '-' || :months || ' months')) / 86400 - 1, last_day - :days),
	iif(step = 3, unixepoch(date(first_day * 86400, 'unixepoch', '-' || :months || ' months')) / 86400, first_day - :days),
	platform, result_kind, spend, impressions, clicks, link_clicks, results, purchases, purchase_value, missing, rows
from ads_total where organization = :organization and last_day >= :first
