-- +goose Up
-- What archives of "Download your information" bring that other files do not.

-- A post of an archive has no id of Meta's: its external_id is a key of ours that begins with t. Where the channel has a post with an id that is the same content, the
-- archive's post is an observation of that one and its own row is empty. One to one; recomputed like a rollup.
CREATE TABLE same_post (
	organization INTEGER NOT NULL,
	archived     INTEGER NOT NULL,              -- post of an archive
	post         INTEGER NOT NULL,              -- post with an id
	PRIMARY KEY (organization, archived),
	UNIQUE (organization, post),
	FOREIGN KEY (organization, archived) REFERENCES post (organization, id),
	FOREIGN KEY (organization, post) REFERENCES post (organization, id)
) STRICT, WITHOUT ROWID;

-- Messages, kept for the inbox. A row stands once however many imports hold it; those that do stand in *_import, and a row goes with the last of them.
CREATE TABLE conversation (
	id           INTEGER PRIMARY KEY,
	organization INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	thread       TEXT    NOT NULL,              -- the last part of Meta's thread path: it stays when a conversation moves from the inbox elsewhere
	UNIQUE (organization, id),
	UNIQUE (organization, channel, thread),
	FOREIGN KEY (organization, channel) REFERENCES channel (organization, id)
) STRICT;

CREATE TABLE conversation_import (
	organization INTEGER NOT NULL,
	import       INTEGER NOT NULL,
	conversation INTEGER NOT NULL,
	title        TEXT    NOT NULL DEFAULT '',   -- names of the others, as the archive had them
	box          TEXT    NOT NULL DEFAULT '',   -- inbox, archived_threads, message_requests …; '' unknown
	PRIMARY KEY (organization, import, conversation),
	FOREIGN KEY (organization, import) REFERENCES import (organization, id),
	FOREIGN KEY (organization, conversation) REFERENCES conversation (organization, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX conversation_import_conversation ON conversation_import (organization, conversation);

CREATE TABLE message (
	id           INTEGER PRIMARY KEY,
	organization INTEGER NOT NULL,
	conversation INTEGER NOT NULL,
	at           INTEGER NOT NULL,              -- Unix milliseconds UTC
	sender       TEXT    NOT NULL,              -- name as the archive had it
	content      TEXT    NOT NULL,              -- hash of text and attachments: archives give messages no ids
	body         TEXT    NOT NULL DEFAULT '',
	attachments  TEXT    NOT NULL DEFAULT '',   -- kinds, joined by comma: photo video audio gif file share sticker call
	UNIQUE (organization, id),
	UNIQUE (organization, conversation, at, sender, content),
	FOREIGN KEY (organization, conversation) REFERENCES conversation (organization, id)
) STRICT;

CREATE TABLE message_import (
	organization INTEGER NOT NULL,
	import       INTEGER NOT NULL,
	message      INTEGER NOT NULL,
	own          INTEGER,                       -- 1 the business wrote it, 0 somebody else, null: the archive does not say
	PRIMARY KEY (organization, import, message),
	FOREIGN KEY (organization, import) REFERENCES import (organization, id),
	FOREIGN KEY (organization, message) REFERENCES message (organization, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX message_import_message ON message_import (organization, message);
