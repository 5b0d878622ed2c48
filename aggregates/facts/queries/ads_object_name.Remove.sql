-- Takes away what an import said of objects.
delete from ads_object_name where organization = :organization and import = :import
