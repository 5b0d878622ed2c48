-- Counts what import.List lists.
select count(*) from import where organization = :organization and (:property = 0 or property = :property)
