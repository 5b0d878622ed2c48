-- Lists the figures of what was published on some days, in day order. Scopes are named because they stand before the day in the index.
select id, scope, day, partial,
	views, impressions, reach, engaged, reactions, comments, shares, saves, clicks, link_clicks, follows, replies,
	navigation, profile_visits, sticker_taps, video_views, seconds_viewed, negative_feedback, paid_impressions, interactions
from post
where organization = :organization and channel = :channel and scope in ('post', 'story', 'collab') and day between :from and :to
order by day, id
