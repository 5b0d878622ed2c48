-- Clears the whole rollup before everything is recomputed.
delete from ads_window where organization = :organization
