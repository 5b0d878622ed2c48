-- Gives the upload of a staged import; no row for one that does not wait.
select staged from import where organization = :organization and id = :import and state = 'staged'
