-- Gives the largest and the smallest lifetime figure that other imports hold of some posts, column by column.
select post,
	max(views), min(views), max(impressions), min(impressions), max(reach), min(reach), max(engaged), min(engaged),
	max(reactions), min(reactions), max(comments), min(comments), max(shares), min(shares), max(saves), min(saves),
	max(clicks), min(clicks), max(link_clicks), min(link_clicks), max(follows), min(follows), max(replies), min(replies),
	max(navigation), min(navigation), max(profile_visits), min(profile_visits), max(sticker_taps), min(sticker_taps), max(video_views), min(video_views),
	max(seconds_viewed), min(seconds_viewed), max(negative_feedback), min(negative_feedback), max(paid_impressions), min(paid_impressions), max(interactions), min(interactions)
from post_observation
where organization = :organization and post in (:posts) and import <> :import and daily = 0
group by post
