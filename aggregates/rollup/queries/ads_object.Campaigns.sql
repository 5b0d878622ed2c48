-- Lists the campaigns of an ad account by key.
select id, key from ads_object where organization = :organization and channel = :channel and level = 'campaign'
