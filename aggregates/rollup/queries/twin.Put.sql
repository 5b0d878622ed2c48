-- Puts twins of a property that were cleared before.
insert into twin (organization, property, facebook, instagram, day, confidence)
select :organization, :property, column1, column2, column3, column4 from (values (:facebook, :instagram, :day, :confidence)) where true
