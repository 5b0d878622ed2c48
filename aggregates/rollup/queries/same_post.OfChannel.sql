-- Lists the pairs of a channel. Keys of posts of archives begin with t.
select s.archived, s.post
from post p
cross join same_post s on s.organization = p.organization and s.archived = p.id
where p.organization = :organization and p.channel = :channel and p.external_id >= 't' and p.external_id < 'u'
