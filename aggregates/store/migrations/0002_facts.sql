-- +goose Up
-- Channels of a property, and what was imported into them. Facts are observations: every row names the import that brought it; which
-- observation wins is decided when rollups are rebuilt (latest as-of, then the larger), so undoing an import is deleting its rows.
CREATE TABLE channel (
	id           INTEGER PRIMARY KEY,
	organization INTEGER NOT NULL,
	property     INTEGER NOT NULL,
	kind         TEXT    NOT NULL CHECK (kind IN ('facebook', 'instagram', 'ads')),
	name         TEXT    NOT NULL DEFAULT '',
	currency     TEXT    NOT NULL DEFAULT '',   -- ads only
	UNIQUE (organization, id),
	FOREIGN KEY (organization, property) REFERENCES property (organization, id)
) STRICT;
CREATE INDEX channel_property ON channel (organization, property, kind);
-- at most one Page and one Instagram account
CREATE UNIQUE INDEX channel_single ON channel (organization, property, kind) WHERE kind <> 'ads';

-- Meta's ids of a channel. A Page can have two. import 0 = set by a person; others go with the undo of that import.
CREATE TABLE channel_link (
	organization INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	external_id  TEXT    NOT NULL,
	import       INTEGER NOT NULL DEFAULT 0,
	name         TEXT    NOT NULL DEFAULT '',
	PRIMARY KEY (organization, channel, external_id, import),
	FOREIGN KEY (organization, channel) REFERENCES channel (organization, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX channel_link_external ON channel_link (organization, external_id);

CREATE TABLE import (
	id           INTEGER PRIMARY KEY,
	organization INTEGER NOT NULL REFERENCES organization (id),
	property     INTEGER,                       -- null while none is chosen, and for refused files
	user         INTEGER REFERENCES users (id), -- null from the command line
	via          TEXT    NOT NULL CHECK (via IN ('page', 'command', 'api', 'demo')),
	source       TEXT    NOT NULL CHECK (source IN ('file', 'api', 'demo')),
	file         TEXT    NOT NULL,              -- the name it came with; never a path
	bytes        INTEGER NOT NULL DEFAULT 0,
	hash         TEXT    NOT NULL DEFAULT '',   -- SHA-256 of the bytes
	staged       TEXT    NOT NULL DEFAULT '',   -- own random name in the data folder's tmp, '' when gone
	kind         TEXT,
	platform     TEXT,                          -- facebook | instagram | ads; null while unknown
	day_rule     TEXT    NOT NULL DEFAULT '' CHECK (day_rule IN ('', 'pacific', 'account', 'property')),
	as_of        INTEGER,                       -- day; the latest the file proves
	state        TEXT    NOT NULL CHECK (state IN ('staged', 'running', 'stored', 'partial', 'refused', 'undone')),
	options      TEXT    NOT NULL DEFAULT '{}', -- JSON: what the person chose beside the file
	preview      TEXT    NOT NULL DEFAULT '',   -- JSON: what was recognised, until it is stored
	done         INTEGER NOT NULL DEFAULT 0,    -- data records handled in committed chunks: the cursor
	total        INTEGER NOT NULL DEFAULT 0,    -- data records the preview counted
	rows         INTEGER NOT NULL DEFAULT 0,
	stored       INTEGER NOT NULL DEFAULT 0,
	unchanged    INTEGER NOT NULL DEFAULT 0,
	rejected     INTEGER NOT NULL DEFAULT 0,
	first_day    INTEGER,
	last_day     INTEGER,
	notes        TEXT    NOT NULL DEFAULT '[]', -- JSON list of sentences
	error        TEXT    NOT NULL DEFAULT '',
	created_at   INTEGER NOT NULL,
	finished_at  INTEGER,
	undone_at    INTEGER,
	UNIQUE (organization, id),
	FOREIGN KEY (organization, property) REFERENCES property (organization, id)
) STRICT;
CREATE INDEX import_property ON import (organization, property, id);
CREATE INDEX import_hash ON import (organization, hash);
CREATE INDEX import_open ON import (state) WHERE state IN ('staged', 'running');

CREATE TABLE import_rejection (
	organization INTEGER NOT NULL,
	import       INTEGER NOT NULL,
	n            INTEGER NOT NULL,
	line         INTEGER NOT NULL,
	field        TEXT    NOT NULL DEFAULT '',   -- the column's header, '' for the whole row
	reason       TEXT    NOT NULL,
	PRIMARY KEY (organization, import, n),
	FOREIGN KEY (organization, import) REFERENCES import (organization, id)
) STRICT, WITHOUT ROWID;

-- A post's row holds its key and, behind it, what pages read of it now: the winners of its observations, per column.
CREATE TABLE post (
	id           INTEGER PRIMARY KEY,
	organization INTEGER NOT NULL,
	property     INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	external_id  TEXT    NOT NULL,              -- for Facebook what follows the last _
	-- from here on rebuilt from post_observation
	scope        TEXT    NOT NULL DEFAULT 'post' CHECK (scope IN ('post', 'story', 'collab')),
	day          INTEGER,                       -- of publishing, in the property's zone
	published_at INTEGER,
	author_id    TEXT    NOT NULL DEFAULT '',
	author_name  TEXT    NOT NULL DEFAULT '',
	format       TEXT    NOT NULL DEFAULT '',   -- photo carousel reel video link text event story other
	title        TEXT    NOT NULL DEFAULT '',
	body         TEXT    NOT NULL DEFAULT '',
	permalink    TEXT    NOT NULL DEFAULT '',
	duration     INTEGER,                       -- seconds; null for no video
	crosspost    INTEGER NOT NULL DEFAULT 0,
	shared       INTEGER NOT NULL DEFAULT 0,    -- `Is share`
	as_of        INTEGER,                       -- of the newest lifetime observation
	views INTEGER, impressions INTEGER, reach INTEGER, engaged INTEGER, reactions INTEGER, comments INTEGER, shares INTEGER,
	saves INTEGER, clicks INTEGER, link_clicks INTEGER, follows INTEGER, replies INTEGER, navigation INTEGER, profile_visits INTEGER,
	sticker_taps INTEGER, video_views INTEGER, seconds_viewed INTEGER, negative_feedback INTEGER, interactions INTEGER,
	partial      INTEGER NOT NULL DEFAULT 0,    -- bit n set: the n-th of metric.OfPost is a sum of days, "at least"
	UNIQUE (organization, id),
	UNIQUE (organization, channel, external_id),
	FOREIGN KEY (organization, channel) REFERENCES channel (organization, id)
) STRICT;
CREATE INDEX post_day ON post (organization, channel, scope, day);

CREATE TABLE post_observation (
	organization INTEGER NOT NULL,
	post         INTEGER NOT NULL,
	import       INTEGER NOT NULL,
	daily        INTEGER NOT NULL,              -- 0 lifetime, 1 the figures of one day
	day          INTEGER NOT NULL,              -- that day; for lifetime always 0, its as-of is the import's
	line         INTEGER NOT NULL,
	published_at INTEGER,                       -- Unix milliseconds UTC
	published_raw TEXT   NOT NULL DEFAULT '',
	author_id    TEXT    NOT NULL DEFAULT '',
	author_name  TEXT    NOT NULL DEFAULT '',
	story        INTEGER NOT NULL DEFAULT 0,
	format       TEXT    NOT NULL DEFAULT '',
	title        TEXT    NOT NULL DEFAULT '',
	body         TEXT    NOT NULL DEFAULT '',
	permalink    TEXT    NOT NULL DEFAULT '',
	duration     INTEGER,
	crosspost    INTEGER NOT NULL DEFAULT 0,
	shared       INTEGER NOT NULL DEFAULT 0,
	views INTEGER, impressions INTEGER, reach INTEGER, engaged INTEGER, reactions INTEGER, comments INTEGER, shares INTEGER,
	saves INTEGER, clicks INTEGER, link_clicks INTEGER, follows INTEGER, replies INTEGER, navigation INTEGER, profile_visits INTEGER,
	sticker_taps INTEGER, video_views INTEGER, seconds_viewed INTEGER, negative_feedback INTEGER,
	interactions INTEGER,                       -- as the file reports the sum; used only where no part is known
	PRIMARY KEY (organization, post, import, daily, day),
	FOREIGN KEY (organization, post) REFERENCES post (organization, id),
	FOREIGN KEY (organization, import) REFERENCES import (organization, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_observation_import ON post_observation (organization, import);

-- Day series and levels: one value for one window of one metric. A level (followers) has first_day = last_day.
CREATE TABLE series_value (
	organization INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	metric       TEXT    NOT NULL,
	last_day     INTEGER NOT NULL,
	first_day    INTEGER NOT NULL,
	import       INTEGER NOT NULL,
	value        INTEGER NOT NULL,
	PRIMARY KEY (organization, channel, metric, last_day, first_day, import),
	FOREIGN KEY (organization, channel) REFERENCES channel (organization, id),
	FOREIGN KEY (organization, import) REFERENCES import (organization, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX series_value_import ON series_value (organization, import);

-- Shares of an audience, in thousandths of a percent, as one file gave them.
CREATE TABLE audience_share (
	organization INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	import       INTEGER NOT NULL,
	dimension    TEXT    NOT NULL CHECK (dimension IN ('city', 'country', 'age_gender', 'page')),
	label        TEXT    NOT NULL,              -- 'Lisbon, Portugal'; '25-34|women'
	position     INTEGER NOT NULL,
	share        INTEGER NOT NULL,
	PRIMARY KEY (organization, channel, import, dimension, label),
	FOREIGN KEY (organization, channel) REFERENCES channel (organization, id),
	FOREIGN KEY (organization, import) REFERENCES import (organization, id)
) STRICT, WITHOUT ROWID;

-- Why a value is not there, where a source said so.
CREATE TABLE absence (
	organization INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	metric       TEXT    NOT NULL,
	first_day    INTEGER NOT NULL,
	last_day     INTEGER NOT NULL,
	reason       TEXT    NOT NULL,
	import       INTEGER NOT NULL,
	PRIMARY KEY (organization, channel, metric, first_day, last_day, import),
	FOREIGN KEY (organization, channel) REFERENCES channel (organization, id),
	FOREIGN KEY (organization, import) REFERENCES import (organization, id)
) STRICT, WITHOUT ROWID;

-- What a person said of a pair; keyed by both external ids so that it survives undo and re-import.
CREATE TABLE twin_verdict (
	organization INTEGER NOT NULL,
	property     INTEGER NOT NULL,
	facebook_id  TEXT    NOT NULL,
	instagram_id TEXT    NOT NULL,
	verdict      TEXT    NOT NULL CHECK (verdict IN ('twin', 'apart')),
	user         INTEGER,
	at           INTEGER NOT NULL,
	PRIMARY KEY (organization, property, facebook_id, instagram_id),
	FOREIGN KEY (organization, property) REFERENCES property (organization, id)
) STRICT, WITHOUT ROWID;
