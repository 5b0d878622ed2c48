-- What people had said of pairs; who stays out.
select organization, property, facebook_id, instagram_id, verdict, at from twin_verdict
where organization = :organization and property = :property and at < :before
