-- Lists the whole rollup, to compare it with a recomputation.
select * from post_age where organization = :organization
