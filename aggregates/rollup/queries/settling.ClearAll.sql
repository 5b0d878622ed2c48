-- Clears the whole rollup before everything is recomputed.
delete from settling where organization = :organization
