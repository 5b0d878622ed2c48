-- +goose Up
-- A drop is what somebody brought in at once: files, folders and archives. It keeps what came of each of its files, also of those that never became an import.
CREATE TABLE import_drop (
	id           INTEGER PRIMARY KEY,
	organization INTEGER NOT NULL REFERENCES organization (id),
	property     INTEGER,                       -- the one it was dropped on; null where each file goes to its own
	user         INTEGER REFERENCES users (id), -- null from the command line
	via          TEXT    NOT NULL CHECK (via IN ('page', 'command', 'api', 'demo')),
	files        INTEGER NOT NULL DEFAULT 0,    -- how many were to be read; more than its rows while they are, or when that was cut off
	archives     TEXT    NOT NULL DEFAULT '[]', -- JSON: name, files and what was passed over of each archive
	created_at   INTEGER NOT NULL,
	UNIQUE (organization, id),
	FOREIGN KEY (organization, property) REFERENCES property (organization, id)
) STRICT;
CREATE INDEX import_drop_property ON import_drop (organization, property, id);

-- The files of a drop in the order they were given.
CREATE TABLE import_drop_file (
	organization INTEGER NOT NULL,
	drop_id      INTEGER NOT NULL,
	n            INTEGER NOT NULL,
	file         TEXT    NOT NULL,              -- its own name; never a path
	archive      TEXT    NOT NULL DEFAULT '',   -- the archive it was in
	outcome      TEXT    NOT NULL DEFAULT 'import' CHECK (outcome IN ('import', 'same', 'refused', 'discarded')), -- same: the import had its bytes already
	import       INTEGER,                       -- null where it never became one, or was discarded
	error        TEXT    NOT NULL DEFAULT '',   -- why it never became an import
	PRIMARY KEY (organization, drop_id, n),
	FOREIGN KEY (organization, drop_id) REFERENCES import_drop (organization, id),
	FOREIGN KEY (organization, import) REFERENCES import (organization, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_drop_file_import ON import_drop_file (organization, import);

-- A file of an archive waits inside it: staged names the archive, entry the place in its list.
ALTER TABLE import ADD COLUMN archive TEXT NOT NULL DEFAULT ''; -- the archive it was in
ALTER TABLE import ADD COLUMN entry INTEGER;                    -- null: a file of its own
-- An archive's upload goes when no file of it waits any more.
CREATE INDEX import_staged ON import (organization, staged) WHERE staged <> '';
