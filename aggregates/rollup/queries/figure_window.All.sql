-- Lists the whole rollup, to compare it with a recomputation.
select * from figure_window where organization = :organization
