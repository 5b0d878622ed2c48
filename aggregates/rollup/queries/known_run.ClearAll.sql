-- Clears the whole rollup before everything is recomputed.
delete from known_run where organization = :organization
