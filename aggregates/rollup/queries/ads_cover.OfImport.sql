-- Lists the cuts an import of ads brought, with the currency of its account.
select c.id, c.channel, c.level, c.breakdown, c.step, c.keyed, v.first_day, v.last_day, h.currency
from ads_cover v join ads_cut c on c.organization = v.organization and c.id = v.cut
join channel h on h.organization = c.organization and h.id = c.channel
where v.organization = :organization and v.import = :import
order by c.id
