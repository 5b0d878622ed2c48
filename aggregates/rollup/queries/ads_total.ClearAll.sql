-- Clears the whole rollup before everything is recomputed.
delete from ads_total where organization = :organization
