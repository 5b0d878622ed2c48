-- Fills Post: posts by id and the other legs of their twins. Cross joins keep the ids first: in any other order, and in a union that sorts its parts,
-- SQLite reads every twin of the organization.
with listed as (
	select p.id from post p where p.organization = :organization and p.id in (:posts)
	union all select t.instagram from post p cross join twin t
	where p.organization = :organization and p.id in (:posts) and t.organization = p.organization and t.facebook = p.id
	union all select t.facebook from post p cross join twin t
	where p.organization = :organization and p.id in (:posts) and t.organization = p.organization and t.instagram = p.id
),
wanted as (select distinct id from listed)
select p.id, p.property, p.channel, c.kind, p.external_id, p.scope, p.day, p.published_at, p.author_id, p.author_name, p.format, p.title, p.body,
	p.permalink, p.duration, p.crosspost, p.shared, p.as_of, p.partial,
	coalesce(onward.instagram, back.facebook, 0), coalesce(onward.confidence, back.confidence, 0),
	p.views, p.impressions, p.reach, p.engaged, p.reactions, p.comments, p.shares, p.saves, p.clicks, p.link_clicks, p.follows, p.replies,
	p.navigation, p.profile_visits, p.sticker_taps, p.video_views, p.seconds_viewed, p.negative_feedback, p.paid_impressions, p.interactions
from wanted w
cross join post p
cross join channel c
left join twin onward on onward.organization = p.organization and onward.facebook = p.id
left join twin back on back.organization = p.organization and back.instagram = p.id
where p.organization = :organization and p.id = w.id and c.organization = p.organization and c.id = p.channel
