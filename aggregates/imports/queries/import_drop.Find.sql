-- Fills one Drop.
select d.id, d.property, u.email, d.via, d.files, d.archives, d.created_at,
	(select count(*) from import_drop_file f where f.organization = d.organization and f.drop_id = d.id)
from import_drop d left join users u on u.id = d.user
where d.organization = :organization and d.id = :drop
