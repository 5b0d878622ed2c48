-- Clears the best posts of some months.
delete from best_post where organization = :organization and channel = :channel and metric in (:metrics) and month in (:months)
