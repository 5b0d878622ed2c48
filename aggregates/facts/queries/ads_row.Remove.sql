-- Takes away the rows of an import in one cut.
delete from ads_row
where organization = :organization and cut = :cut and last_day between :first_end and :last_day and import = :import
