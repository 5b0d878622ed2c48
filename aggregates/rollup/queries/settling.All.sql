-- Lists the whole rollup, to compare it with a recomputation.
select * from settling where organization = :organization
