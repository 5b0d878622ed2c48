-- Tells that there is no such import, in the words of every missing object.
select 1 from import where organization = :organization and id = :import
