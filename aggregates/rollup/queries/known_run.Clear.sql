-- Clears the runs of a scope of a channel.
delete from known_run where organization = :organization and channel = :channel and scope = :scope
