-- Fills Apart. A post shows a video where its link ends in the video's id; formats have no post.
with object as (
	select subject, name, channel, max(title) as title, max(published_at) as published_at, min(line) as line
	from apart_figure where organization = :organization and import = :import group by subject, name, channel
)
select o.name, o.title, o.published_at, coalesce((
		select min(+p.id) from post p
		where p.organization = :organization and p.channel = o.channel and o.subject = 'video'
			and (p.permalink like '%/reel/' || o.name || '/' or p.permalink like '%/reel/' || o.name
				or p.permalink like '%/videos/' || o.name || '/' or p.permalink like '%/videos/' || o.name)
	), 0), f.metric, f.value
from object o join apart_figure f on f.organization = :organization and f.import = :import and f.subject = o.subject and f.name = o.name
order by o.line, o.name, f.metric
