-- Links an id that an import's file names, for as long as that import stands.
insert into channel_link (organization, channel, external_id, import, name) values (:organization, :channel, :external_id, :import, :name)
on conflict (organization, channel, external_id, import) do nothing
