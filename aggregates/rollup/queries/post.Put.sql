-- Puts what pages read of a post.
update post set
	scope = :scope, day = :day, published_at = :published_at, author_id = :author_id, author_name = :author_name,
	format = :format, title = :title, body = :body, permalink = :permalink, duration = :duration, crosspost = :crosspost,
	shared = :shared, as_of = :as_of, views = :views, impressions = :impressions, reach = :reach, engaged = :engaged,
	reactions = :reactions, comments = :comments, shares = :shares, saves = :saves, clicks = :clicks,
	link_clicks = :link_clicks, follows = :follows, replies = :replies, navigation = :navigation,
	profile_visits = :profile_visits, sticker_taps = :sticker_taps, video_views = :video_views,
	seconds_viewed = :seconds_viewed, negative_feedback = :negative_feedback, paid_impressions = :paid_impressions, interactions = :interactions,
	partial = :partial
where organization = :organization and id = :post
