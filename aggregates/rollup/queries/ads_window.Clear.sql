-- Clears the windows of a cut that end within a month.
delete from ads_window where organization = :organization and channel = :channel and last_day between :from and :to and cut = :cut
