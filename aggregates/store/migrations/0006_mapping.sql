-- +goose Up
-- What people said the columns of tables are. A table with the same headers is read alike the next time, until its mapping is forgotten; of several for the same
-- headers the newest counts.
CREATE TABLE mapping (
	id           INTEGER PRIMARY KEY,
	organization INTEGER NOT NULL REFERENCES organization (id),
	signature    TEXT    NOT NULL,              -- of the folded headers, in any order
	kind         TEXT    NOT NULL,
	file         TEXT    NOT NULL,              -- the file it was made with; never a path
	columns      TEXT    NOT NULL,              -- JSON: the mapping as its file would be
	user         INTEGER REFERENCES users (id), -- null from the command line and the API
	made_at      INTEGER NOT NULL,
	UNIQUE (organization, id),
	UNIQUE (organization, signature, kind)
) STRICT;
