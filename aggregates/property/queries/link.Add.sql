-- links an external id to a Channel
insert into channel_link (organization, channel, external_id, import, name)
values (:organization, :channel, :external_id, :import, :name)
on conflict (organization, channel, external_id, import) do update set
  name = case when excluded.name = '' then channel_link.name else excluded.name end
