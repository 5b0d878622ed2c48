-- fills Organization, oldest first; machinery: the command line asks whether there are several
select id, name from organization order by id
