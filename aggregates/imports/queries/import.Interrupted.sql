-- machinery: a start looks at every organization's open imports.
select organization, id, file, staged, state from import where state in ('staged', 'running') order by id
