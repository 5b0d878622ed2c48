-- Marks every post of a channel: its own ids changed, so own and collab may swap.
insert into dirty_post (organization, post)
select organization, id from post where organization = :organization and channel = :channel
on conflict do nothing
