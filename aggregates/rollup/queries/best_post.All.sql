-- Lists the whole rollup, to compare it with a recomputation.
select * from best_post where organization = :organization
