-- opens a property to a viewer
insert into property_grant (organization, user, property) values (:organization, :user, :property)
on conflict (organization, user, property) do nothing
