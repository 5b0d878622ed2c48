-- Clears figures of some days, weeks or months. Metrics are named because metric stands before the day in the key: without them this is a walk over the whole channel.
delete from figure where organization = :organization and channel = :channel and scope in (:scopes) and metric in (:metrics)
	and step = :step and day in (:firsts)
