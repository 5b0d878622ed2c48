-- Lists what imports hold in other cuts of the same account over some days.
select c.id, c.channel, c.level, c.breakdown, c.step, c.keyed, v.first_day, v.last_day, ''
from ads_cut c join ads_cover v on v.organization = c.organization and v.cut = c.id
where c.organization = :organization and c.channel = :channel and c.id <> :cut and v.first_day <= :to and v.last_day >= :from
order by c.id, v.first_day, v.last_day
