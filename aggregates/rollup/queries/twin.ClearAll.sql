-- Clears the whole rollup before everything is recomputed.
delete from twin where organization = :organization
