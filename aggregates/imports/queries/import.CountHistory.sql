-- Counts what import.History lists.
select count(*) from import where organization = :organization and property = :property and state not in ('staged', 'running')
