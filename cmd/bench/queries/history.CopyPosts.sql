-- Copies posts into earlier days, with what pages read of them.
insert into post (id, organization, property, channel, external_id, scope, day, published_at, author_id, author_name, format, title, body, permalink, duration,
	crosspost, shared, as_of, views, impressions, reach, engaged, reactions, comments, shares, saves, clicks, link_clicks, follows, replies, navigation,
	profile_visits, sticker_taps, video_views, seconds_viewed, negative_feedback, paid_impressions, interactions, partial)
select id - :lower, organization, property, channel, external_id || '-' || :lower, scope, day - :days, published_at - :days * 86400000, author_id, author_name, format,
	title, body, permalink, duration, crosspost, shared, as_of - :days, views, impressions, reach, engaged, reactions, comments, shares, saves, clicks, link_clicks,
	follows, replies, navigation, profile_visits, sticker_taps, video_views, seconds_viewed, negative_feedback, paid_impressions, interactions, partial
from post where organization = :organization and id > 0
