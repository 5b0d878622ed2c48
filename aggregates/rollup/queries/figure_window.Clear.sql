-- Clears the wider windows that end on some days.
delete from figure_window where organization = :organization and channel = :channel and last_day in (:days)
