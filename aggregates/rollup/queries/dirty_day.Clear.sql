-- Clears the mark of a day that was rebuilt.
delete from dirty_day where organization = :organization and channel = :channel and scope = :scope and day in (:days)
