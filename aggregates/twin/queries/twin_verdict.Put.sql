-- Puts what a person says of a pair; what was said already stands since it was said first. A clock that was set back does not let two words overlap.
insert into twin_verdict (organization, property, facebook_id, instagram_id, verdict, user, at)
select :organization, :property, :facebook, :instagram, :verdict, :user, case when coalesce(v.until, :at) > :at then v.until else :at end
from (
	select max(removed_at) as until from twin_verdict_version
	where organization = :organization and property = :property and facebook_id = :facebook and instagram_id = :instagram
) as v where true
on conflict (organization, property, facebook_id, instagram_id) do update set verdict = excluded.verdict, user = excluded.user, at = excluded.at
where twin_verdict.verdict <> excluded.verdict
