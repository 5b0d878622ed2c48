-- Clears one week or month.
delete from figure where organization = :organization and channel = :channel and scope in (:scopes) and metric in (:metrics)
	and step = :step and day = :first
