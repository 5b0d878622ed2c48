-- Copies the shares of audiences, one set an import.
insert into audience_share (organization, channel, import, dimension, label, position, share)
select organization, channel, import - :lower, dimension, label, position, share from audience_share where organization = :organization and import > 0
