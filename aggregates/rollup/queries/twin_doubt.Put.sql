-- Puts pairs of a property that could be a twin; they were cleared before.
insert into twin_doubt (organization, property, facebook, instagram, day, likeness)
select :organization, :property, column1, column2, column3, column4 from (values (:facebook, :instagram, :day, :likeness)) where true
