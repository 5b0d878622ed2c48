-- Tells whether any row of ad accounts is of days before a day.
select exists (
	select 1 from ads_window where organization = :organization and channel in (:channels) and last_day < :day
)
