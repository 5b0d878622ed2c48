-- Fills Apart, the first so many objects in file order.
with object as (
	select subject, name, max(title) as title, max(published_at) as published_at, min(line) as line
	from apart_figure where organization = :organization and import = :import
	group by subject, name order by line, name limit :limit
)
select o.subject, o.name, o.title, o.published_at, f.metric, f.value
from object o join apart_figure f on f.organization = :organization and f.import = :import and f.subject = o.subject and f.name = o.name
order by o.line, o.name, f.metric
