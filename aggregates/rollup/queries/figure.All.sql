-- Lists the whole rollup, to compare it with a recomputation.
select * from figure where organization = :organization
