-- Clears the whole rollup before everything is recomputed.
delete from twin_doubt where organization = :organization
