-- +goose Up
-- The runs of days on which a series of a channel is known, so that what is saved and what is missing is read in a few rows however long the history. A rollup, recomputed
-- with the days of its channel.
CREATE TABLE known_run (
	organization INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	scope        TEXT    NOT NULL CHECK (scope IN ('activity', 'file', 'post', 'ads')), -- as in dirty_day; 'file': days that files of a daily series cover
	metric       TEXT    NOT NULL,              -- a daily series; 'posts' or 'spend' for what is known by months
	last_day     INTEGER NOT NULL,
	first_day    INTEGER NOT NULL,
	PRIMARY KEY (organization, channel, scope, metric, last_day),
	FOREIGN KEY (organization, channel) REFERENCES channel (organization, id)
) STRICT, WITHOUT ROWID;

INSERT INTO dirty_day (organization, channel, scope, day)
SELECT organization, channel, 'activity', max(last_day) FROM series_value WHERE true GROUP BY organization, channel
ON CONFLICT DO NOTHING;
INSERT INTO dirty_day (organization, channel, scope, day)
SELECT organization, channel, 'post', max(day) FROM post WHERE day IS NOT NULL GROUP BY organization, channel
ON CONFLICT DO NOTHING;
INSERT INTO dirty_day (organization, channel, scope, day)
SELECT organization, channel, 'ads', max(last_day) FROM ads_window WHERE true GROUP BY organization, channel
ON CONFLICT DO NOTHING;
