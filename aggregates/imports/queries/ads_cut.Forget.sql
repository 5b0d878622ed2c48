-- Forgets the entries of a channel that goes: nothing refers to them any more.
delete from ads_cut where organization = :organization and channel = :channel
