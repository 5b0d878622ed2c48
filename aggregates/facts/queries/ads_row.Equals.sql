-- Counts the rows of an import without ids that are equal in key to one more: the next is the n-th.
select count(*) from ads_row
where organization = :organization and cut = :cut and last_day = :last_day and first_day = :first_day and object = :object
	and segment = :segment and import = :import
