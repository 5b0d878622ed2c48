-- Counts the organization's files that nobody has decided about yet, and their bytes.
select count(*), coalesce(sum(bytes), 0) from import where organization = :organization and state in ('staged', 'running')
