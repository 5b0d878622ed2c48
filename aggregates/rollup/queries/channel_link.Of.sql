-- Lists the ids that are a channel's own.
select distinct external_id from channel_link where organization = :organization and channel = :channel
