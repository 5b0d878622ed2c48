-- +goose Up
-- What an annotation said on earlier days: what was changed or removed later still belongs to the charts as reported then. Until here the last words alone were kept, so
-- what there is counts from when these were written.
CREATE TABLE annotation_anew (
	id           INTEGER PRIMARY KEY,
	organization INTEGER NOT NULL REFERENCES organization (id),
	property     INTEGER,                       -- null: every property of the organization
	first_day    INTEGER NOT NULL,
	last_day     INTEGER NOT NULL,
	kind         TEXT    NOT NULL CHECK (kind IN ('opening', 'closed', 'campaign', 'event', 'outage', 'other')),
	text         TEXT    NOT NULL,
	user         INTEGER REFERENCES users (id), -- who wrote it last; null from the command line
	at           INTEGER NOT NULL,              -- when it was written last
	recorded_at  INTEGER NOT NULL,              -- since when it stands as it is: when it was written last, or put back after that
	removed_at   INTEGER,
	CHECK (first_day <= last_day),
	CHECK (recorded_at <= removed_at),
	UNIQUE (organization, id),
	FOREIGN KEY (organization, property) REFERENCES property (organization, id)
) STRICT;
INSERT INTO annotation_anew (id, organization, property, first_day, last_day, kind, text, user, at, recorded_at, removed_at)
SELECT id, organization, property, first_day, last_day, kind, text, user, at, at, CASE WHEN removed_at < at THEN at ELSE removed_at END FROM annotation;
DROP TABLE annotation;
ALTER TABLE annotation_anew RENAME TO annotation;
CREATE INDEX annotation_days ON annotation (organization, property, last_day);

-- How it stood before, appended to by every change of it and by putting it back. No two spans of one annotation meet.
CREATE TABLE annotation_version (
	organization INTEGER NOT NULL,
	annotation   INTEGER NOT NULL,
	property     INTEGER,
	first_day    INTEGER NOT NULL,
	last_day     INTEGER NOT NULL,
	kind         TEXT    NOT NULL,
	text         TEXT    NOT NULL,
	user         INTEGER REFERENCES users (id),
	at           INTEGER NOT NULL,
	recorded_at  INTEGER NOT NULL,              -- it stood from this instant
	removed_at   INTEGER NOT NULL,              -- until this one
	CHECK (recorded_at <= removed_at),
	FOREIGN KEY (organization, annotation) REFERENCES annotation (organization, id),
	FOREIGN KEY (organization, property) REFERENCES property (organization, id)
) STRICT;
CREATE INDEX annotation_version_of ON annotation_version (organization, annotation);
CREATE INDEX annotation_version_span ON annotation_version (organization, property, removed_at);
