-- Lists marked days of activity and content, in runs of one channel and scope; ads have their own.
select channel, scope, day from dirty_day
where organization = :organization and scope in ('activity', 'post')
order by channel, scope, day limit :limit
