-- Clears the whole rollup before everything is recomputed.
delete from ads_figure where organization = :organization
