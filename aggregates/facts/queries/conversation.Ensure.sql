-- Gives the id of a conversation, making its row on first sight.
insert into conversation (organization, channel, thread) values (:organization, :channel, :thread)
on conflict (organization, channel, thread) do update set thread = excluded.thread
returning id
