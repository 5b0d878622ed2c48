-- Clears the whole rollup before everything is recomputed.
delete from figure where organization = :organization
