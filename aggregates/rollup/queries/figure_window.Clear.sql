-- Clears the wider windows that end on a day.
delete from figure_window where organization = :organization and channel = :channel and last_day = :day
