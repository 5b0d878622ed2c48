-- Lists the whole rollup, to compare it with a recomputation.
select * from twin_doubt where organization = :organization
