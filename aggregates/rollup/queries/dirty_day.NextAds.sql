-- Lists the days of ads that wait for a rebuild, of one channel after another.
select channel, day from dirty_day where organization = :organization and scope = 'ads' order by channel, day limit :limit
