-- Fills Report: what each import said of some posts, archives that have them without an id included; the latest first.
with wanted as (
	select p.id, p.id as post from post p where p.organization = :organization and p.id in (:posts)
	union all
	select s.archived, s.post from post p cross join same_post s
	where p.organization = :organization and p.id in (:posts) and s.organization = p.organization and s.post = p.id
)
select wanted.post, o.import, i.file, i.created_at, i.as_of, o.daily, o.day, o.line, o.published_raw,
	o.views, o.impressions, o.reach, o.engaged, o.reactions, o.comments, o.shares, o.saves, o.clicks, o.link_clicks, o.follows, o.replies,
	o.navigation, o.profile_visits, o.sticker_taps, o.video_views, o.seconds_viewed, o.negative_feedback, o.paid_impressions, o.interactions
from wanted
cross join post_observation o
join import i on i.organization = o.organization and i.id = o.import
where o.organization = :organization and o.post = wanted.id
order by coalesce(i.as_of, -1000000) desc, o.import desc, o.daily, o.day desc, wanted.post
limit :limit
