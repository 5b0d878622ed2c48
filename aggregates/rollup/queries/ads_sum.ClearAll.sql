-- Takes away all sums of writing runs, so that a full rebuild reads the rows themselves.
delete from ads_sum where organization = :organization
