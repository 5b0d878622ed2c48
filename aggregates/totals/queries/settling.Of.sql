-- Fills Settling for each metric of some channels.
select channel, metric, windows, days, moving, missed from settling where organization = :organization and channel in (:channels)
