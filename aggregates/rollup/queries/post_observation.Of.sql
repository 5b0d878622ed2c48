-- Lists everything imports said of some posts.
select o.post, i.as_of, o.daily, o.day, o.published_at, o.published_raw, o.author_id, o.author_name, o.story, o.format, o.title, o.body, o.permalink,
	o.duration, o.crosspost, o.shared,
	o.views, o.impressions, o.reach, o.engaged, o.reactions, o.comments, o.shares, o.saves, o.clicks, o.link_clicks,
	o.follows, o.replies, o.navigation, o.profile_visits, o.sticker_taps, o.video_views, o.seconds_viewed,
	o.negative_feedback, o.paid_impressions, o.interactions
from post_observation o
join import i on i.organization = o.organization and i.id = o.import
where o.organization = :organization and o.post in (:posts)
