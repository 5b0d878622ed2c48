-- Clears the whole rollup before everything is recomputed.
delete from best_post where organization = :organization
