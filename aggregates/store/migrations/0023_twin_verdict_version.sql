-- +goose Up
-- What people had said of a pair before they said something else, or took it back: pages as of a past day still hold it. Appended to; until here only the last word of each
-- pair was kept.
CREATE TABLE twin_verdict_version (
	organization INTEGER NOT NULL,
	property     INTEGER NOT NULL,
	facebook_id  TEXT    NOT NULL,
	instagram_id TEXT    NOT NULL,
	verdict      TEXT    NOT NULL,
	user         INTEGER,
	at           INTEGER NOT NULL,              -- it was said
	removed_at   INTEGER NOT NULL,              -- it held until this instant
	CHECK (at <= removed_at),
	FOREIGN KEY (organization, property) REFERENCES property (organization, id)
) STRICT;
CREATE INDEX twin_verdict_version_span ON twin_verdict_version (organization, property, removed_at);
CREATE INDEX twin_verdict_version_of ON twin_verdict_version (organization, property, facebook_id, instagram_id);
