-- Clears the whole rollup before everything is recomputed.
delete from same_post where organization = :organization
