-- Takes away the sums of a month that was rebuilt.
delete from ads_sum where organization = :organization and cut = :cut and last_day between :from and :to
