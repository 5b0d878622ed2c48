-- Takes away a channel that only an import had made.
delete from channel where organization = :organization and id = :channel
