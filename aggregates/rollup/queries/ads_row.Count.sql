-- Counts the rows of a cut whose windows end within a month.
select count(*) from ads_row where organization = :organization and cut = :cut and last_day between :from and :to
