-- Marks every post of the channels an import linked ids to: with the ids own and collab may swap.
insert into dirty_post (organization, post)
select organization, id from post
where organization = :organization
	and channel in (select channel from channel_link where organization = :organization and import = :import)
on conflict do nothing
