-- Fills adsWhole: what an import's rows in a cut come to over some days, and how many of its windows stick out of them.
select count(*), coalesce(sum(case when first_day < :from or last_day > :to then 1 else 0 end), 0), count(spend), sum(spend), count(impressions), sum(impressions)
from ads_row
where organization = :organization and cut = :cut and last_day >= :from and first_day <= :to and import = :import
