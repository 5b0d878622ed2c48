-- Takes away the sums a run made beside its rows.
delete from ads_sum where organization = :organization and cut = :cut and last_day between :first_end and :last_day and import = :import
