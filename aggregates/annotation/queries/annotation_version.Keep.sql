-- keeps how an Annotation stands, or stood until it was removed, before it becomes another
insert into annotation_version (organization, annotation, property, first_day, last_day, kind, text, user, at, recorded_at, removed_at)
select organization, id, property, first_day, last_day, kind, text, user, at, recorded_at,
	coalesce(removed_at, case when recorded_at > :now then recorded_at else :now end)
from annotation where organization = :organization and id = :id
