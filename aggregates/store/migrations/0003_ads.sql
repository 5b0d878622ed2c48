-- +goose Up
-- Ads facts. A report of a million rows is normal, so what repeats stands once in small dictionaries and a row is a key and a few
-- integers. ads_row has no foreign keys: three parent look-ups a row would halve the import; `verify` checks the references instead.
CREATE TABLE ads_object (
	id           INTEGER PRIMARY KEY,
	organization INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	level        TEXT    NOT NULL CHECK (level IN ('account', 'campaign', 'ad_set', 'ad')),
	key          TEXT    NOT NULL,              -- 'id:<its own id>' or 'name:<campaign>␟<ad set>␟<ad>': ids never merge with names
	campaign     INTEGER,                       -- the campaign's ads_object; itself for a campaign, null for the account
	campaign_name TEXT   NOT NULL DEFAULT '',   -- newest as-of wins; rebuilt from ads_object_name
	ad_set_name  TEXT    NOT NULL DEFAULT '',
	ad_name      TEXT    NOT NULL DEFAULT '',
	UNIQUE (organization, id),
	UNIQUE (organization, channel, level, key),
	FOREIGN KEY (organization, channel) REFERENCES channel (organization, id)
) STRICT;

-- Names as each import gave them.
CREATE TABLE ads_object_name (
	organization INTEGER NOT NULL,
	object       INTEGER NOT NULL,
	import       INTEGER NOT NULL,
	campaign_name TEXT   NOT NULL DEFAULT '',
	ad_set_name  TEXT    NOT NULL DEFAULT '',
	ad_name      TEXT    NOT NULL DEFAULT '',
	PRIMARY KEY (organization, object, import),
	FOREIGN KEY (organization, object) REFERENCES ads_object (organization, id),
	FOREIGN KEY (organization, import) REFERENCES import (organization, id)
) STRICT, WITHOUT ROWID;

-- How a report slices the money: level × breakdown set × step. Rows of different cuts describe the same money.
CREATE TABLE ads_cut (
	id           INTEGER PRIMARY KEY,
	organization INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	level        TEXT    NOT NULL,
	breakdown    TEXT    NOT NULL,              -- sorted names joined by comma: 'placement,platform'; '' for none
	step         TEXT    NOT NULL CHECK (step IN ('day', 'week', 'month', 'span')),
	UNIQUE (organization, id),
	UNIQUE (organization, channel, level, breakdown, step),
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

-- Words that repeat in ads rows: result indicators, attribution settings, budget types, delivery states.
CREATE TABLE ads_word (
	id           INTEGER PRIMARY KEY,
	organization INTEGER NOT NULL REFERENCES organization (id),
	word         TEXT    NOT NULL,
	UNIQUE (organization, word)
) STRICT;

CREATE TABLE ads_row (
	organization INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	cut          INTEGER NOT NULL,
	last_day     INTEGER NOT NULL,              -- days of the ad account
	first_day    INTEGER NOT NULL,
	object       INTEGER NOT NULL,
	segment      INTEGER NOT NULL,
	n            INTEGER NOT NULL,              -- 0, or the n-th among equals of a file without ids
	import       INTEGER NOT NULL,
	spend        INTEGER,                       -- millionths of the channel's currency
	impressions  INTEGER,
	reach        INTEGER,
	clicks       INTEGER,
	link_clicks  INTEGER,
	results      INTEGER,                       -- millionths: some result kinds have fractions
	result_kind  INTEGER,                       -- ads_word
	purchases    INTEGER,
	purchase_value INTEGER,                     -- millionths
	landing_page_views INTEGER,
	budget       INTEGER,                       -- millionths
	budget_kind  INTEGER,                       -- ads_word
	attribution  INTEGER,                       -- ads_word
	delivery     INTEGER,                       -- ads_word
	PRIMARY KEY (organization, channel, cut, last_day, first_day, object, segment, n, import)
) STRICT, WITHOUT ROWID;

-- Which import holds which days of which cut: finds overlaps and lets an undo touch only its own days.
CREATE TABLE ads_cover (
	organization INTEGER NOT NULL,
	import       INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	cut          INTEGER NOT NULL,
	first_day    INTEGER NOT NULL,
	last_day     INTEGER NOT NULL,
	rows         INTEGER NOT NULL,
	total_spend  INTEGER,                       -- of the file's own total row, millionths; null where it had none
	PRIMARY KEY (organization, import, channel, cut),
	FOREIGN KEY (organization, import) REFERENCES import (organization, id)
) STRICT, WITHOUT ROWID;
