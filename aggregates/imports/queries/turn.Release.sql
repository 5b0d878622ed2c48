-- machinery: gives the turn back.
delete from turn where name = 'import' and holder = :holder
