-- Clears the marks of a month that was rebuilt.
delete from dirty_day where organization = :organization and channel = :channel and scope = 'ads' and day between :from and :to
