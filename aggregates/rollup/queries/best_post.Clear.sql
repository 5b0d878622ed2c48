-- Clears the best posts of a month.
delete from best_post where organization = :organization and channel = :channel and month = :month
