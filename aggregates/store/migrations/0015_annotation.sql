-- +goose Up
-- Days that a person marked, so that whoever reads a chart later knows what happened then. What is removed stays for a day, for the undo.
CREATE TABLE annotation (
	id           INTEGER PRIMARY KEY,
	organization INTEGER NOT NULL REFERENCES organization (id),
	property     INTEGER,                       -- null: every property of the organization
	first_day    INTEGER NOT NULL,
	last_day     INTEGER NOT NULL,
	kind         TEXT    NOT NULL CHECK (kind IN ('opening', 'closed', 'campaign', 'event', 'outage', 'other')),
	text         TEXT    NOT NULL,
	user         INTEGER REFERENCES users (id), -- who wrote it last; null from the command line
	at           INTEGER NOT NULL,              -- when it was written last
	removed_at   INTEGER,
	CHECK (first_day <= last_day),
	UNIQUE (organization, id),
	FOREIGN KEY (organization, property) REFERENCES property (organization, id)
) STRICT;
CREATE INDEX annotation_days ON annotation (organization, property, last_day);
CREATE INDEX annotation_removed ON annotation (organization, removed_at) WHERE removed_at IS NOT NULL;
