-- The days that people had marked, on the property or on all; who stays out. One that was removed since was there.
select id, organization, property, first_day, last_day, kind, text, at from annotation
where organization = :organization and property = :property and at < :before and coalesce(removed_at, :before) >= :before
union all
select id, organization, property, first_day, last_day, kind, text, at from annotation
where organization = :organization and property is null and at < :before and coalesce(removed_at, :before) >= :before
