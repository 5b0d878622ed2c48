-- Lists the figures of what was published on some days, in day order.
select id, scope, day, partial,
	views, impressions, reach, engaged, reactions, comments, shares, saves, clicks, link_clicks, follows, replies,
	navigation, profile_visits, sticker_taps, video_views, seconds_viewed, negative_feedback, interactions
from post
where organization = :organization and channel = :channel and day between :from and :to
order by day, id
