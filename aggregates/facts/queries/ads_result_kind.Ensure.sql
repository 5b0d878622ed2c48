-- Fills the id of a result indicator, made on first need.
insert into ads_result_kind (organization, name) values (:organization, :name)
on conflict (organization, name) do update set name = excluded.name
returning id
