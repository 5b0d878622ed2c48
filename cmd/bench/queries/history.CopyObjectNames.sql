-- Copies what imports said of campaigns, ad sets and ads.
insert into ads_object_name (organization, object, import, name, campaign, ad_set)
select organization, object - :lower, import - :lower, name, campaign - :lower, ad_set - :lower
from ads_object_name where organization = :organization and import > 0
