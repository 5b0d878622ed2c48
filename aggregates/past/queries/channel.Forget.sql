-- Takes away the channels that nobody had linked by the day and nothing spoke of.
delete from channel as c where c.organization = :organization
	and not exists (select 1 from channel_link x where x.organization = c.organization and x.channel = c.id)
	and not exists (select 1 from post x where x.organization = c.organization and x.channel = c.id)
	and not exists (select 1 from series_value x where x.organization = c.organization and x.channel = c.id)
	and not exists (select 1 from audience_share x where x.organization = c.organization and x.channel = c.id)
	and not exists (select 1 from apart_figure x where x.organization = c.organization and x.channel = c.id)
	and not exists (select 1 from absence x where x.organization = c.organization and x.channel = c.id)
	and not exists (select 1 from conversation x where x.organization = c.organization and x.channel = c.id)
	and not exists (select 1 from ads_object x where x.organization = c.organization and x.channel = c.id)
	and not exists (select 1 from ads_cut x where x.organization = c.organization and x.channel = c.id)
