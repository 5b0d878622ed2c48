-- +goose Up
-- What a post had some days after it was published, so that an old post and a new one are compared at equal age. A rollup, replaced with its post.
CREATE TABLE post_age (
	organization INTEGER NOT NULL,
	post         INTEGER NOT NULL,
	age          INTEGER NOT NULL CHECK (age IN (1, 3, 7, 28)), -- days after the day of publishing, as pages compare them
	at           INTEGER NOT NULL,              -- the true age in days of what was reported
	views        INTEGER,                       -- these four null where that snapshot does not say them
	impressions  INTEGER,
	reach        INTEGER,
	interactions INTEGER,
	PRIMARY KEY (organization, post, age),
	FOREIGN KEY (organization, post) REFERENCES post (organization, id)
) STRICT, WITHOUT ROWID;

INSERT INTO dirty_post (organization, post) SELECT organization, id FROM post WHERE true ON CONFLICT DO NOTHING;
