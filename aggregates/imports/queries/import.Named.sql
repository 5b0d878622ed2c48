-- Counts the imports that still wait for an upload.
select count(*) from import where organization = :organization and staged = :staged and staged <> '' and state in ('staged', 'running')
