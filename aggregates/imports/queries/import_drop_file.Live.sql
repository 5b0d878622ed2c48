-- Lists the live imports that a drop brought itself.
select i.id, i.property from import_drop_file f
join import i on i.organization = f.organization and i.id = f.import
where f.organization = :organization and f.drop_id = :drop and f.outcome = 'import' and i.state in ('stored', 'partial')
order by f.n
