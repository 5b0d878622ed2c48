-- +goose Up
-- Pairs that could be a twin and are none: what a person is asked about. A rollup, replaced with the twins of its property.
CREATE TABLE twin_doubt (
	organization INTEGER NOT NULL,
	property     INTEGER NOT NULL,
	facebook     INTEGER NOT NULL,              -- post
	instagram    INTEGER NOT NULL,              -- post
	likeness     INTEGER,                       -- of the words in percent; null where one of the two has none
	day          INTEGER NOT NULL,              -- the earlier of the two
	PRIMARY KEY (organization, facebook),
	UNIQUE (organization, instagram),
	FOREIGN KEY (organization, property) REFERENCES property (organization, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX twin_doubt_day ON twin_doubt (organization, property, day);

INSERT INTO dirty_day (organization, channel, scope, day)
SELECT organization, channel, 'post', max(day) FROM post WHERE day IS NOT NULL GROUP BY organization, channel
ON CONFLICT DO NOTHING;
