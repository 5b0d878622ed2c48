-- Lists the drops an import is in, newest first, with the property each was dropped on.
select d.id, d.property from import_drop_file f
join import_drop d on d.organization = f.organization and d.id = f.drop_id
where f.organization = :organization and f.import = :import
order by d.id desc
