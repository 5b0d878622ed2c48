-- Counts messages and conversations that no import holds, and holdings of messages that are not there.
select
	(select count(*) from message m where m.organization = :organization
		and not exists (select 1 from message_import h where h.organization = m.organization and h.message = m.id)),
	(select count(*) from conversation c where c.organization = :organization
		and not exists (select 1 from conversation_import h where h.organization = c.organization and h.conversation = c.id)),
	(select count(*) from message_import h where h.organization = :organization
		and not exists (select 1 from message m where m.organization = h.organization and m.id = h.message))
