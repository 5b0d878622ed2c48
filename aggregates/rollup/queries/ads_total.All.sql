-- Lists the whole rollup, to compare it with a recomputation.
select * from ads_total where organization = :organization
