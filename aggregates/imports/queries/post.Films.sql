-- Lists the posts whose link shows a video, of the channels that an import keeps figures of videos of; the oldest first.
select p.id, p.permalink from post p
where p.organization = :organization
	and p.channel in (select +channel from apart_figure where organization = :organization and import = :import and subject = 'video')
	and (p.permalink like '%/reel/%' or p.permalink like '%/videos/%')
order by p.id
