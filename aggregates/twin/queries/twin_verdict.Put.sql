-- Puts what a person says of a pair.
insert into twin_verdict (organization, property, facebook_id, instagram_id, verdict, user, at)
values (:organization, :property, :facebook, :instagram, :verdict, :user, :at)
on conflict (organization, property, facebook_id, instagram_id) do update set verdict = excluded.verdict, user = excluded.user, at = excluded.at
