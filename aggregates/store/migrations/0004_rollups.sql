-- +goose Up
-- What pages read. Every row here can be recomputed from the facts; `verify` does so and compares.

-- Marked in the transaction that changed a fact, cleared by the rebuild.
CREATE TABLE dirty_post (
	organization INTEGER NOT NULL,
	post         INTEGER NOT NULL,
	PRIMARY KEY (organization, post)
) STRICT, WITHOUT ROWID;

CREATE TABLE dirty_day (
	organization INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	scope        TEXT    NOT NULL CHECK (scope IN ('activity', 'post', 'ads')), -- 'post' covers stories and collabs
	day          INTEGER NOT NULL,
	PRIMARY KEY (organization, channel, scope, day)
) STRICT, WITHOUT ROWID;

-- The figures of a channel per day, and summed per week (from Monday) and month so that a year costs what a month costs.
CREATE TABLE figure (
	organization INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	scope        TEXT    NOT NULL CHECK (scope IN ('activity', 'post', 'story', 'collab')),
	metric       TEXT    NOT NULL,
	step         INTEGER NOT NULL CHECK (step IN (1, 2, 3)), -- period.ByDay, ByWeek, ByMonth
	day          INTEGER NOT NULL,              -- first day of the bucket
	sum          INTEGER,                       -- of the known parts; for a level the last known; null if none is known
	known        INTEGER NOT NULL,              -- parts known: days of activity, posts of content
	parts        INTEGER NOT NULL,              -- parts there are: known days, or posts published
	largest      INTEGER,                       -- the largest known part: the lower end of a unique metric
	partial      INTEGER NOT NULL DEFAULT 0,    -- parts that are themselves "at least"
	PRIMARY KEY (organization, channel, scope, metric, step, day),
	FOREIGN KEY (organization, channel) REFERENCES channel (organization, id)
) STRICT, WITHOUT ROWID;

-- Winners of windows wider than a day (weeks, 28 days, ranges): what narrows an interval.
CREATE TABLE figure_window (
	organization INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	metric       TEXT    NOT NULL,
	last_day     INTEGER NOT NULL,
	first_day    INTEGER NOT NULL,
	value        INTEGER NOT NULL,
	PRIMARY KEY (organization, channel, metric, last_day, first_day),
	FOREIGN KEY (organization, channel) REFERENCES channel (organization, id)
) STRICT, WITHOUT ROWID;

-- The 50 best posts per channel, month and metric, so that "best content" of ten years is as cheap as of one month.
CREATE TABLE best_post (
	organization INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	metric       TEXT    NOT NULL,
	month        INTEGER NOT NULL,              -- first day
	place        INTEGER NOT NULL,
	post         INTEGER NOT NULL,
	day          INTEGER NOT NULL,
	value        INTEGER NOT NULL,
	PRIMARY KEY (organization, channel, metric, month, place),
	FOREIGN KEY (organization, channel) REFERENCES channel (organization, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE twin (
	organization INTEGER NOT NULL,
	property     INTEGER NOT NULL,
	facebook     INTEGER NOT NULL,              -- post
	instagram    INTEGER NOT NULL,              -- post
	confidence   INTEGER NOT NULL,              -- percent
	day          INTEGER NOT NULL,              -- the earlier of the two
	PRIMARY KEY (organization, facebook),
	UNIQUE (organization, instagram),
	FOREIGN KEY (organization, property) REFERENCES property (organization, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX twin_day ON twin (organization, property, day);

-- Ads by campaign, platform and result kind within one window of one cut, and for cuts by day summed per month as well.
CREATE TABLE ads_figure (
	organization INTEGER NOT NULL,
	cut          INTEGER NOT NULL,
	step         INTEGER NOT NULL CHECK (step IN (1, 3)), -- 1 one window, 3 all days of a month
	last_day     INTEGER NOT NULL,
	first_day    INTEGER NOT NULL,
	campaign     INTEGER NOT NULL,              -- ads_object; 0 where the report does not say
	object       INTEGER NOT NULL,              -- 0 in cuts by day; elsewhere the object, whose windows must be disjoint to be added
	platform     TEXT    NOT NULL,              -- '' = not broken down
	result_kind  INTEGER NOT NULL,              -- ads_result_kind; 0 = none
	spend        INTEGER, impressions INTEGER, clicks INTEGER, link_clicks INTEGER, results INTEGER, purchases INTEGER, purchase_value INTEGER,
	missing      INTEGER NOT NULL,              -- bit n set: some row does not say the n-th of these figures
	rows         INTEGER NOT NULL,
	PRIMARY KEY (organization, cut, step, last_day, first_day, campaign, object, platform, result_kind)
) STRICT, WITHOUT ROWID;

-- The same without campaigns and objects.
CREATE TABLE ads_total (
	organization INTEGER NOT NULL,
	cut          INTEGER NOT NULL,
	step         INTEGER NOT NULL CHECK (step IN (1, 3)),
	last_day     INTEGER NOT NULL,
	first_day    INTEGER NOT NULL,
	platform     TEXT    NOT NULL,
	result_kind  INTEGER NOT NULL,
	spend        INTEGER, impressions INTEGER, clicks INTEGER, link_clicks INTEGER, results INTEGER, purchases INTEGER, purchase_value INTEGER,
	missing      INTEGER NOT NULL,
	rows         INTEGER NOT NULL,
	PRIMARY KEY (organization, cut, step, last_day, first_day, platform, result_kind)
) STRICT, WITHOUT ROWID;

-- Which windows a cut has: what a total needs to choose a cut without reading its figures.
CREATE TABLE ads_window (
	organization INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	cut          INTEGER NOT NULL,
	last_day     INTEGER NOT NULL,              -- in cuts by day the month's
	first_day    INTEGER NOT NULL,
	days         INTEGER NOT NULL,              -- in cuts by day bit n set: the n-th day of the month has rows, from 0; elsewhere 0
	PRIMARY KEY (organization, channel, last_day, first_day, cut)
) STRICT, WITHOUT ROWID;
