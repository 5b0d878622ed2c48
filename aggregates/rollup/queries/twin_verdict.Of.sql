-- Lists what people said of pairs.
select facebook_id, instagram_id, verdict, at from twin_verdict where organization = :organization and property = :property
