-- fills Property by name; :ids picks some, :all takes every one
select id, organization, name, timezone, currency from property
where organization = :organization and (:all = 1 or id in (:ids)) order by name collate nocase, id
