-- Fills Report: what each import said of some posts, the latest first.
select o.post, o.import, i.file, i.created_at, i.as_of, o.daily, o.day, o.line, o.published_raw,
	o.views, o.impressions, o.reach, o.engaged, o.reactions, o.comments, o.shares, o.saves, o.clicks, o.link_clicks, o.follows, o.replies,
	o.navigation, o.profile_visits, o.sticker_taps, o.video_views, o.seconds_viewed, o.negative_feedback, o.interactions
from post_observation o
join import i on i.organization = o.organization and i.id = o.import
where o.organization = :organization and o.post in (:posts)
order by coalesce(i.as_of, -1000000) desc, o.import desc, o.daily, o.day desc, o.post
limit :limit
