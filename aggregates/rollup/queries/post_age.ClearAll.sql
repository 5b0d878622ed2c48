-- Clears the whole rollup before everything is recomputed.
delete from post_age where organization = :organization
