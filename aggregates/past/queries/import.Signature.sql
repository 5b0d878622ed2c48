-- Everything that decides what the file of a day holds, so that it is made anew when one of them changed: what is brought in later changes none.
select 'property', id, name || '|' || timezone || '|' || currency || '|' || created_at from property where organization = :organization and id = :property
union all
select 'channel', id, kind || '|' || name || '|' || currency from channel where organization = :organization and property = :property
union all
select 'link', l.channel, l.external_id || '|' || l.import || '|' || l.name
from channel c cross join channel_link l on l.organization = c.organization and l.channel = c.id
where c.organization = :organization and c.property = :property
union all
select 'import', i.id, i.state || '|' || coalesce(i.finished_at, '') || '|' || coalesce(i.as_of, '') || '|' || i.stored || '|' || i.unchanged
from import i where i.organization = :organization and i.property = :property and i.state in ('stored', 'partial') and coalesce(i.finished_at, i.created_at) < :before
union all
select 'verdict', at, facebook_id || '|' || instagram_id || '|' || verdict from twin_verdict
where organization = :organization and property = :property and at < :before
union all
select 'verdict', at, facebook_id || '|' || instagram_id || '|' || verdict from twin_verdict_version
where organization = :organization and property = :property and at < :before and removed_at >= :before
union all
select 'annotation', id, recorded_at || '|' || first_day || '|' || last_day || '|' || kind || '|' || text from annotation
where organization = :organization and property = :property and recorded_at < :before and coalesce(removed_at, :before) >= :before
union all
select 'annotation', id, recorded_at || '|' || first_day || '|' || last_day || '|' || kind || '|' || text from annotation
where organization = :organization and property is null and recorded_at < :before and coalesce(removed_at, :before) >= :before
union all
select 'annotation', annotation, recorded_at || '|' || first_day || '|' || last_day || '|' || kind || '|' || text from annotation_version
where organization = :organization and property = :property and recorded_at < :before and removed_at >= :before
union all
select 'annotation', annotation, recorded_at || '|' || first_day || '|' || last_day || '|' || kind || '|' || text from annotation_version
where organization = :organization and property is null and recorded_at < :before and removed_at >= :before
order by 1, 2, 3
