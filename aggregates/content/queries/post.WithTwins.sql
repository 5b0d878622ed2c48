-- Fills Post: posts by id and the other legs of their twins.
select p.id, p.property, p.channel, c.kind, p.external_id, p.scope, p.day, p.published_at, p.author_id, p.author_name, p.format, p.title, p.body,
	p.permalink, p.duration, p.crosspost, p.shared, p.as_of, p.partial,
	coalesce(onward.instagram, back.facebook, 0), coalesce(onward.confidence, back.confidence, 0),
	p.views, p.impressions, p.reach, p.engaged, p.reactions, p.comments, p.shares, p.saves, p.clicks, p.link_clicks, p.follows, p.replies,
	p.navigation, p.profile_visits, p.sticker_taps, p.video_views, p.seconds_viewed, p.negative_feedback, p.interactions
from post p
join channel c on c.organization = p.organization and c.id = p.channel
left join twin onward on onward.organization = p.organization and onward.facebook = p.id
left join twin back on back.organization = p.organization and back.instagram = p.id
where p.organization = :organization and p.id in (
	select q.id from post q where q.organization = :organization and q.id in (:posts)
	union select t.instagram from twin t where t.organization = :organization and t.facebook in (:posts)
	union select t.facebook from twin t where t.organization = :organization and t.instagram in (:posts)
)
