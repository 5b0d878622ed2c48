-- Tells whether other imports hold rows of a cut whose windows end within the days.
select exists (select 1 from ads_cover where organization = :organization and cut = :cut and import <> :import
	and first_end <= :last_day and last_day >= :first_end)
