-- Lists the whole rollup, to compare it with a recomputation.
select * from known_run where organization = :organization
