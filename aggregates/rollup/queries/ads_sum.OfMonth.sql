-- Lists the sums that a writing run left of a month.
select last_day, first_day, campaign, object, platform, result_kind, spend, impressions, clicks, link_clicks, results, purchases, purchase_value,
	missing, rows
from ads_sum where organization = :organization and cut = :cut and last_day between :from and :to
order by last_day, first_day, import, campaign, object, platform, result_kind
