-- What people had said of pairs by the end of the day; who stays out. Words of one pair do not overlap, so it comes once.
select organization, property, facebook_id, instagram_id, verdict, at from twin_verdict
where organization = :organization and property = :property and at < :before
union all
select organization, property, facebook_id, instagram_id, verdict, at from twin_verdict_version
where organization = :organization and property = :property and at < :before and removed_at >= :before
