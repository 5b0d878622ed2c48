-- Clears some days' figures of the account's activity.
delete from figure where organization = :organization and channel = :channel and scope = 'activity' and metric in (:metrics)
	and step = 1 and day in (:days)
