-- +goose Up
-- message_import without its reference to message: with it the undo of an import of half a million messages looked for the holders of each by reading all of them.
-- `verify` checks the reference instead.
CREATE TABLE message_import_next (
	organization INTEGER NOT NULL,
	import       INTEGER NOT NULL,
	message      INTEGER NOT NULL,
	own          INTEGER,                       -- 1 the business wrote it, 0 somebody else, null: the archive does not say
	PRIMARY KEY (organization, import, message),
	FOREIGN KEY (organization, import) REFERENCES import (organization, id)
) STRICT, WITHOUT ROWID;
INSERT INTO message_import_next (organization, import, message, own) SELECT organization, import, message, own FROM message_import;
DROP TABLE message_import;
ALTER TABLE message_import_next RENAME TO message_import;
CREATE INDEX message_import_message ON message_import (organization, message);
