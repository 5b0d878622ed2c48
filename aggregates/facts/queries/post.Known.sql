-- Gives the ids of those posts of a channel that have a row.
select id, external_id from post where organization = :organization and channel = :channel and external_id in (:external_ids)
