-- Keeps what an import calls a conversation. A conversation comes in several documents, and the later name stands.
insert into conversation_import (organization, import, conversation, title, box) values (:organization, :import, :conversation, :title, :box)
on conflict (organization, import, conversation) do update set
	title = case when excluded.title <> '' then excluded.title else conversation_import.title end,
	box = case when excluded.box <> '' then excluded.box else conversation_import.box end
