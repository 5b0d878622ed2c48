-- Puts one twin.
insert into twin (organization, property, facebook, instagram, confidence, day)
values (:organization, :property, :facebook, :instagram, :confidence, :day)
