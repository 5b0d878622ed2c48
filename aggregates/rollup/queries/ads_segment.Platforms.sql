-- Lists the platform of each segment of an ad account.
select id, platform from ads_segment where organization = :organization and channel = :channel
