-- Lists the pairs of a channel.
select s.archived, s.post from same_post s
join post p on p.organization = s.organization and p.id = s.archived
where s.organization = :organization and p.channel = :channel
