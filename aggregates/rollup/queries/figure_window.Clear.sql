-- Clears the wider windows that end on some days. Metrics are named because they stand before the day in the key.
delete from figure_window where organization = :organization and channel = :channel and metric in (:metrics) and last_day in (:days)
