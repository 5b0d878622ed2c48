-- Lists the whole rollup, to compare it with a recomputation.
select * from same_post where organization = :organization
