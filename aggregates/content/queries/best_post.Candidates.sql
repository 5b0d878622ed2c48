-- Fills the candidates of Best: of the best places of whole months and every post of the months a range cuts, those worth at least half of the :legs-th best, and
-- behind them what the last places of each channel's full months are worth at most. The rest stays in the database: a year has hundreds.
with listed (post, channel, value, place) as (
	select b.post, b.channel, b.value, b.place
	from best_post b
	where b.organization = :organization and b.channel in (:channels) and b.metric = :metric and b.month between :first and :last and b.place <= :places
	union all
	select e.id, e.channel, e.value, 0
	from (
		select p.id, p.channel, case :metric when 'interactions' then p.interactions when 'views' then p.views when 'impressions' then p.impressions
			when 'reach' then p.reach when 'reactions' then p.reactions when 'comments' then p.comments when 'shares' then p.shares
			when 'saves' then p.saves when 'clicks' then p.clicks when 'link_clicks' then p.link_clicks end as value
		from post p
		where p.organization = :organization and p.channel in (:channels) and p.scope = 'post' and p.day between :early_from and :early_to
	) e
	where e.value is not null
	union all
	select e.id, e.channel, e.value, 0
	from (
		select p.id, p.channel, case :metric when 'interactions' then p.interactions when 'views' then p.views when 'impressions' then p.impressions
			when 'reach' then p.reach when 'reactions' then p.reactions when 'comments' then p.comments when 'shares' then p.shares
			when 'saves' then p.saves when 'clicks' then p.clicks when 'link_clicks' then p.link_clicks end as value
		from post p
		where p.organization = :organization and p.channel in (:channels) and p.scope = 'post' and p.day between :late_from and :late_to
	) e
	where e.value is not null
),
bar (value) as (select coalesce((select value from listed order by value desc limit 1 offset :legs - 1) / 2, 0))
select listed.post, listed.value, 0 from listed cross join bar where listed.value >= bar.value
union all
select 0, max(value), 1 from listed where place = :places group by channel
