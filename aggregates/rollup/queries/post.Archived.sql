-- Lists a channel's posts that came from archives: their keys begin with t, ids of Meta's are digits.
select id, external_id from post
where organization = :organization and channel = :channel and external_id >= 't' and external_id < 'u'
