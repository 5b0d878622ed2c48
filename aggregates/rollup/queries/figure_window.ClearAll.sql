-- Clears the whole rollup before everything is recomputed.
delete from figure_window where organization = :organization
