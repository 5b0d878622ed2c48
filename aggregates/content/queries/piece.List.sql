-- Fills the ids of a page of Piece: the Facebook leg and the Instagram leg, 0 for none.
with leg as (
	select p.id, p.channel, p.published_at, p.format = :format or :format = '' as wanted,
		(lower(p.title) like :small escape '!' or lower(p.body) like :small escape '!'
			or upper(p.title) like :capital escape '!' or upper(p.body) like :capital escape '!'
			or p.title like :title escape '!' or p.body like :title escape '!') as found,
		case :sort when 'published' then p.published_at when 'views' then p.views when 'impressions' then p.impressions when
			'reach' then p.reach when 'interactions' then p.interactions when 'reactions' then p.reactions when 'comments' then
			p.comments when 'shares' then p.shares when 'saves' then p.saves when 'clicks' then p.clicks when 'link_clicks' then
			p.link_clicks when 'follows' then p.follows when 'replies' then p.replies when 'navigation' then p.navigation end as value
	from post p
	where p.organization = :organization and p.channel in (:facebook, :instagram) and p.scope = :scope and p.day between :from and :to
),
piece as (
	select f.id as facebook, coalesce(i.id, 0) as instagram, t.facebook is not null as linked,
		case when i.published_at < f.published_at then i.published_at else f.published_at end as published_at,
		f.wanted or coalesce(i.wanted, false) as wanted, f.found or coalesce(i.found, false) as found,
		case when i.value is null then f.value when f.value is null then i.value
			when :sort = 'published' or :larger = 1 then
				case when (f.value > i.value) = (:larger = 1) then f.value else i.value end
			else f.value + i.value end as value
	from leg f
	left join twin t on t.organization = :organization and t.facebook = f.id
	left join leg i on i.id = t.instagram and i.channel = :instagram
	where f.channel = :facebook
	union all
	select 0, i.id, t.instagram is not null, i.published_at, i.wanted, i.found, i.value
	from leg i
	left join twin t on t.organization = :organization and t.instagram = i.id
	where i.channel = :instagram and not exists (select 1 from leg f where f.id = t.facebook)
)
select facebook, instagram from piece
where wanted and found and (:kind in ('everything', 'stories', 'collabs') or :kind = 'twins' and linked
	or :kind = 'facebook' and facebook <> 0 and not linked or :kind = 'instagram' and facebook = 0 and not linked)
order by value is null, value * :sign, published_at desc, case when facebook <> 0 then facebook else instagram end
limit :limit offset :offset
