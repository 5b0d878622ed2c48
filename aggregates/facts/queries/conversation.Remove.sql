-- Takes away the conversations that only this import speaks of; their messages went before.
delete from conversation where organization = :organization and id in (
	select h.conversation from conversation_import h
	where h.organization = :organization and h.import = :import and not exists (
		select 1 from conversation_import o where o.organization = h.organization and o.conversation = h.conversation and o.import <> h.import))
