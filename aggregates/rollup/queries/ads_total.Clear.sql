-- Clears the windows of a cut that end within a month, and its sum.
delete from ads_total where organization = :organization and cut = :cut and step in (1, 3) and last_day between :from and :to
