-- Counts the days on which any of some channels has a known activity.
select count(distinct day) from figure
where organization = :organization and channel in (:channels) and scope = 'activity' and metric = 'days' and step = 1 and day between :from and :to
