-- Lists the cuts of an ad account.
select id, step from ads_cut where organization = :organization and channel = :channel order by id
