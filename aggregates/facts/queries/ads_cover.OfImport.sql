-- Lists the cuts an import holds rows of.
select cut, first_end, last_day from ads_cover where organization = :organization and import = :import order by cut
