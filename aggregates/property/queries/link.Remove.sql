-- takes an external id off a Channel, whoever set it
delete from channel_link where organization = :organization and channel = :channel and external_id = :external_id
