-- +goose Up
-- Figures that a file brought and that no total may count, because they say again of other objects what posts say already: by video asset, by format of
-- content. One row a figure; they are shown with their import and go with its undo.
CREATE TABLE apart_figure (
	organization INTEGER NOT NULL,
	channel      INTEGER NOT NULL,
	import       INTEGER NOT NULL,
	subject      TEXT    NOT NULL CHECK (subject IN ('video', 'format')),
	name         TEXT    NOT NULL,              -- Meta's id of the video; the format as the file calls it
	metric       TEXT    NOT NULL,              -- of the catalogue, or posts: how many were published
	value        INTEGER NOT NULL,
	title        TEXT    NOT NULL DEFAULT '',   -- of the video
	published_at INTEGER,                       -- Unix milliseconds UTC; null where the file does not say
	line         INTEGER NOT NULL,
	PRIMARY KEY (organization, import, subject, name, metric),
	FOREIGN KEY (organization, channel) REFERENCES channel (organization, id),
	FOREIGN KEY (organization, import) REFERENCES import (organization, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX apart_figure_channel ON apart_figure (organization, channel);
