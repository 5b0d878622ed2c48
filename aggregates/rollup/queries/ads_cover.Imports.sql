-- Tells how many imports hold rows of a cut whose windows end within a month.
select count(*) from ads_cover where organization = :organization and cut = :cut and first_end <= :to and last_day >= :from
