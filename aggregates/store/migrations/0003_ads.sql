-- +goose Up
-- Ads facts. A report of a million rows is normal, so what repeats stands once in small dictionaries and a row is a key and a few
-- integers. ads_row has no foreign keys: three parent look-ups a row would halve the import; `verify` checks the references instead.
CREATE TABLE ads_object (
	id           INTEGER PRIMARY KEY,
	organization INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	level        TEXT    NOT NULL CHECK (level IN ('account', 'campaign', 'ad_set', 'ad')),
	key          TEXT    NOT NULL,              -- 'id:<its own id>' or 'name:<campaign>␟<ad set>␟<ad>': ids never merge with names
	UNIQUE (organization, id),
	UNIQUE (organization, channel, level, key),
	FOREIGN KEY (organization, channel) REFERENCES channel (organization, id)
) STRICT;

-- What each import said of an object: the newest as-of is shown, and undo takes back what its import said.
CREATE TABLE ads_object_name (
	organization INTEGER NOT NULL,
	object       INTEGER NOT NULL,
	import       INTEGER NOT NULL,
	name         TEXT    NOT NULL DEFAULT '',
	campaign     INTEGER,                       -- ads_object above it; null where the report does not say
	ad_set       INTEGER,
	PRIMARY KEY (organization, object, import),
	FOREIGN KEY (organization, object) REFERENCES ads_object (organization, id),
	FOREIGN KEY (organization, import) REFERENCES import (organization, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ads_object_name_import ON ads_object_name (organization, import);

-- How a report slices the money: level × breakdown set × step. Rows of different cuts describe the same money, and so do rows told apart by
-- ids and rows told apart by names: they would be added if they stood in one cut.
CREATE TABLE ads_cut (
	id           INTEGER PRIMARY KEY,
	organization INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	level        TEXT    NOT NULL,
	breakdown    TEXT    NOT NULL,              -- sorted names joined by comma: 'placement,platform'; '' for none
	step         TEXT    NOT NULL CHECK (step IN ('day', 'week', 'month', 'span')),
	keyed        TEXT    NOT NULL CHECK (keyed IN ('id', 'name')),
	UNIQUE (organization, id),
	UNIQUE (organization, channel, level, breakdown, step, keyed),
	FOREIGN KEY (organization, channel) REFERENCES channel (organization, id)
) STRICT;

-- One combination of breakdown values.
CREATE TABLE ads_segment (
	id           INTEGER PRIMARY KEY,
	organization INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	key          TEXT    NOT NULL,              -- 'placement=feed␟platform=facebook'; '' for none
	platform     TEXT    NOT NULL DEFAULT '',   -- '' = not broken down
	placement    TEXT    NOT NULL DEFAULT '',
	UNIQUE (organization, id),
	UNIQUE (organization, channel, key),
	FOREIGN KEY (organization, channel) REFERENCES channel (organization, id)
) STRICT;

-- Result indicators. Results of different kinds are never added.
CREATE TABLE ads_result_kind (
	id           INTEGER PRIMARY KEY,
	organization INTEGER NOT NULL REFERENCES organization (id),
	name         TEXT    NOT NULL,
	UNIQUE (organization, name)
) STRICT;

-- Words and budget of a row that stay the same for many rows.
CREATE TABLE ads_setting (
	id           INTEGER PRIMARY KEY,
	organization INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	key          TEXT    NOT NULL,              -- all of the below joined by ␟
	result_kind  INTEGER NOT NULL,              -- ads_result_kind; 0 = the row names none
	budget       INTEGER,                       -- millionths of the channel's currency
	budget_kind  TEXT    NOT NULL DEFAULT '',
	attribution  TEXT    NOT NULL DEFAULT '',
	delivery     TEXT    NOT NULL DEFAULT '',
	UNIQUE (organization, id),
	UNIQUE (organization, channel, key),
	FOREIGN KEY (organization, channel) REFERENCES channel (organization, id)
) STRICT;

-- One row of a report. The key begins with what a rebuild asks for, so the observations of one thing by several imports stand side by side.
CREATE TABLE ads_row (
	organization INTEGER NOT NULL,
	cut          INTEGER NOT NULL,              -- names the channel
	last_day     INTEGER NOT NULL,              -- days of the ad account
	first_day    INTEGER NOT NULL,
	object       INTEGER NOT NULL,
	segment      INTEGER NOT NULL,
	n            INTEGER NOT NULL,              -- 0, or the n-th among equals of a file without ids
	import       INTEGER NOT NULL,
	campaign     INTEGER,                       -- ads_object of level campaign; null where the report does not say
	setting      INTEGER NOT NULL,
	spend        INTEGER,                       -- millionths of the channel's currency
	impressions  INTEGER,
	reach        INTEGER,                       -- people, never added
	clicks       INTEGER,
	link_clicks  INTEGER,
	results      INTEGER,                       -- millionths: some result kinds have fractions
	purchases    INTEGER,
	purchase_value INTEGER,                     -- millionths
	landing_page_views INTEGER,
	PRIMARY KEY (organization, cut, last_day, first_day, object, segment, n, import)
) STRICT, WITHOUT ROWID;

-- Which import holds which days of which cut: finds overlaps and lets an undo touch only its own days.
CREATE TABLE ads_cover (
	organization INTEGER NOT NULL,
	import       INTEGER NOT NULL,
	cut          INTEGER NOT NULL,
	first_day    INTEGER NOT NULL,              -- of the earliest window
	last_day     INTEGER NOT NULL,              -- of the latest
	first_end    INTEGER NOT NULL,              -- the earliest last day of a window: rows stand by last day
	rows         INTEGER NOT NULL,
	PRIMARY KEY (organization, import, cut),
	FOREIGN KEY (organization, import) REFERENCES import (organization, id),
	FOREIGN KEY (organization, cut) REFERENCES ads_cut (organization, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ads_cover_cut ON ads_cover (organization, cut, last_day);

-- Sums that a writing run makes beside its rows, in the same transaction, so that the first rebuild need not read a million rows again. The
-- rebuild believes them only if they account for every row of a month, and takes them away; without them it reads the rows.
CREATE TABLE ads_sum (
	organization INTEGER NOT NULL,
	cut          INTEGER NOT NULL,
	last_day     INTEGER NOT NULL,
	first_day    INTEGER NOT NULL,
	import       INTEGER NOT NULL,
	campaign     INTEGER NOT NULL,
	object       INTEGER NOT NULL,              -- 0 in cuts by day
	platform     TEXT    NOT NULL,
	result_kind  INTEGER NOT NULL,
	spend        INTEGER, impressions INTEGER, clicks INTEGER, link_clicks INTEGER, results INTEGER, purchases INTEGER, purchase_value INTEGER,
	missing      INTEGER NOT NULL,
	rows         INTEGER NOT NULL,
	PRIMARY KEY (organization, cut, last_day, first_day, import, campaign, object, platform, result_kind)
) STRICT, WITHOUT ROWID;
