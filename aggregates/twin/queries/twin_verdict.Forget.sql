-- Removes what was said of a pair.
delete from twin_verdict where organization = :organization and property = :property and facebook_id = :facebook and instagram_id = :instagram
