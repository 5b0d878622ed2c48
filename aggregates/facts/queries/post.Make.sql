-- Makes the rows of posts on first sight.
insert into post (organization, property, channel, external_id)
select :organization, :property, :channel, column1 from (values (:external_id)) where true
on conflict (organization, channel, external_id) do nothing
