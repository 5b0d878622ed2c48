-- Keeps what was said of a pair before something else is; saying the same again keeps nothing. A clock that was set back ends it where it began.
insert into twin_verdict_version (organization, property, facebook_id, instagram_id, verdict, user, at, removed_at)
select organization, property, facebook_id, instagram_id, verdict, user, at, case when at > :at then at else :at end from twin_verdict
where organization = :organization and property = :property and facebook_id = :facebook and instagram_id = :instagram and verdict <> :verdict
