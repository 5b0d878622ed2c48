-- Fills the windows wider than a day that touch a range.
select first_day, last_day, value from figure_window
where organization = :organization and channel = :channel and metric = :metric and last_day >= :from and first_day <= :to
order by last_day, first_day
