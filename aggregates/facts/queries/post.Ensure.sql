-- Gives the id of a post, making its row on first sight.
insert into post (organization, property, channel, external_id) values (:organization, :property, :channel, :external_id)
on conflict (organization, channel, external_id) do update set external_id = excluded.external_id
returning id
