-- +goose Up
-- After how many days a metric of an account's days does not move any more, by what exports of the same days said later. A rollup, recomputed with the channel's activity.
CREATE TABLE settling (
	organization INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	metric       TEXT    NOT NULL,
	windows      INTEGER NOT NULL,              -- days that were reported at least twice, the last time clearly later
	days         INTEGER,                       -- from this age on a day stays as it is; null: too few were reported again to say
	moving       INTEGER NOT NULL DEFAULT 0,    -- 1: days still moved at every age that could be held against a later one, so that days is at least
	missed       INTEGER,                       -- by how much the first report typically missed the last, in millionths of the last, below it negative; null: none moved or too few
	PRIMARY KEY (organization, channel, metric),
	FOREIGN KEY (organization, channel) REFERENCES channel (organization, id)
) STRICT, WITHOUT ROWID;

INSERT INTO dirty_day (organization, channel, scope, day)
SELECT organization, channel, 'activity', max(last_day) FROM series_value WHERE true GROUP BY organization, channel
ON CONFLICT DO NOTHING;
