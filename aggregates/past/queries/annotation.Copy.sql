-- The days that people had marked, on the property or on all, as they stood at the end of the day; who stays out. Spans of one annotation do not meet, so it comes once.
select id, organization, property, first_day, last_day, kind, text, at, recorded_at from annotation
where organization = :organization and property = :property and recorded_at < :before and coalesce(removed_at, :before) >= :before
union all
select id, organization, property, first_day, last_day, kind, text, at, recorded_at from annotation
where organization = :organization and property is null and recorded_at < :before and coalesce(removed_at, :before) >= :before
union all
select annotation, organization, property, first_day, last_day, kind, text, at, recorded_at from annotation_version
where organization = :organization and property = :property and recorded_at < :before and removed_at >= :before
union all
select annotation, organization, property, first_day, last_day, kind, text, at, recorded_at from annotation_version
where organization = :organization and property is null and recorded_at < :before and removed_at >= :before
