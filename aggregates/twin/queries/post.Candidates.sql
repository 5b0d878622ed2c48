-- Lists the own posts of a channel without a twin on some days, the nearest to an instant first.
select p.id
from post p
where p.organization = :organization and p.channel = :channel and p.scope = 'post' and p.day between :from and :to and p.published_at is not null
	and not exists (select 1 from twin t where t.organization = p.organization and t.facebook = p.id)
	and not exists (select 1 from twin t where t.organization = p.organization and t.instagram = p.id)
order by abs(p.published_at - :at), p.id limit :limit
