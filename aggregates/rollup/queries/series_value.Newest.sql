-- Gives the last day that a series of a channel speaks of; null where it has none.
select max(last_day) from series_value where organization = :organization and channel = :channel and metric = :metric
