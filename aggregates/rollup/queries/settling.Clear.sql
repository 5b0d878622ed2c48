-- Clears what is known of a channel.
delete from settling where organization = :organization and channel = :channel
