-- Clears some days' figures of what was published.
delete from figure where organization = :organization and channel = :channel and scope in ('post', 'story', 'collab')
	and metric in (:metrics) and step = 1 and day in (:days)
