-- Keeps what an import says of an object; the first record of a file that speaks of it counts.
insert into ads_object_name (organization, object, import, name, campaign, ad_set)
values (:organization, :object, :import, :name, :campaign, :ad_set) on conflict do nothing
