-- Copies what was observed of posts into earlier days.
insert into post_observation (organization, post, import, daily, day, line, published_at, published_raw, author_id, author_name, story, format, title, body,
	permalink, duration, crosspost, shared, views, impressions, reach, engaged, reactions, comments, shares, saves, clicks, link_clicks, follows, replies,
	navigation, profile_visits, sticker_taps, video_views, seconds_viewed, negative_feedback, paid_impressions, interactions)
select organization, post - :lower, import - :lower, daily, day - daily * :days, line, published_at - :days * 86400000, published_raw, author_id, author_name, story,
	format, title, body, permalink, duration, crosspost, shared, views, impressions, reach, engaged, reactions, comments, shares, saves, clicks, link_clicks, follows,
	replies, navigation, profile_visits, sticker_taps, video_views, seconds_viewed, negative_feedback, paid_impressions, interactions
from post_observation where organization = :organization and post > 0
