-- Forgets the entries of a channel that goes: nothing refers to them any more.
delete from ads_setting where organization = :organization and channel = :channel
