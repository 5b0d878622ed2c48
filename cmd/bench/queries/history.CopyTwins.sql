-- Copies twins.
insert into twin (organization, property, facebook, instagram, confidence, day)
select organization, property, facebook - :lower, instagram - :lower, confidence, day - :days from twin where organization = :organization and facebook > 0
