-- Takes away the messages that only this import holds.
delete from message where organization = :organization and id in (
	select h.message from message_import h
	where h.organization = :organization and h.import = :import and not exists (
		select 1 from message_import o where o.organization = h.organization and o.message = h.message and o.import <> h.import))
