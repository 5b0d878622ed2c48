-- adds an Annotation, gives its id
insert into annotation (organization, property, first_day, last_day, kind, text, user, at, recorded_at)
values (:organization, :property, :first, :last, :kind, :text, :user, :now, :now) returning id
