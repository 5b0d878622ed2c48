-- Lists the channels of a property that nobody linked and nothing speaks of.
select c.id from channel c
where c.organization = :organization and c.property = :property
	and not exists (select 1 from channel_link x where x.organization = c.organization and x.channel = c.id)
	and not exists (select 1 from post x where x.organization = c.organization and x.channel = c.id)
	and not exists (select 1 from series_value x where x.organization = c.organization and x.channel = c.id)
	and not exists (select 1 from audience_share x where x.organization = c.organization and x.channel = c.id)
	and not exists (select 1 from apart_figure x where x.organization = c.organization and x.channel = c.id)
	and not exists (select 1 from absence x where x.organization = c.organization and x.channel = c.id)
	and not exists (select 1 from conversation x where x.organization = c.organization and x.channel = c.id)
	and not exists (select 1 from ads_object x where x.organization = c.organization and x.channel = c.id)
	and not exists (select 1 from ads_cut u cross join ads_cover x on x.organization = u.organization and x.cut = u.id
		where u.organization = c.organization and u.channel = c.id)
order by c.id
