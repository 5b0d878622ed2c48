-- +goose Up
-- Organizations and the people in them. users and sessions are machinery: a person may belong to several organizations.
CREATE TABLE organization (
	id         INTEGER PRIMARY KEY,
	name       TEXT    NOT NULL UNIQUE,
	created_at INTEGER NOT NULL                 -- Unix milliseconds, as all *_at columns
) STRICT;

CREATE TABLE users (
	id         INTEGER PRIMARY KEY,
	email      TEXT    NOT NULL UNIQUE,         -- lower case
	name       TEXT    NOT NULL DEFAULT '',
	password   TEXT    NOT NULL,                -- argon2id
	state      TEXT    NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'disabled')),
	theme      TEXT    NOT NULL DEFAULT '' CHECK (theme IN ('', 'light', 'dark')),
	created_at INTEGER NOT NULL,
	seen_at    INTEGER
) STRICT;

CREATE TABLE sessions (
	token  TEXT    PRIMARY KEY,                 -- hash of the cookie's token
	data   BLOB    NOT NULL,
	expiry INTEGER NOT NULL,                    -- Unix milliseconds
	user   INTEGER NOT NULL DEFAULT 0           -- 0 before sign-in; lets one person's sessions be ended
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_expiry ON sessions (expiry);
CREATE INDEX sessions_user ON sessions (user);

-- Failed sign-ins per account and per address prefix; a key grows a delay, never a lock-out.
CREATE TABLE sign_in_failure (
	key    TEXT    PRIMARY KEY,
	count  INTEGER NOT NULL,
	last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE membership (
	organization INTEGER NOT NULL REFERENCES organization (id),
	user         INTEGER NOT NULL REFERENCES users (id),
	role         TEXT    NOT NULL CHECK (role IN ('owner', 'admin', 'analyst', 'viewer')),
	state        TEXT    NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'invited', 'disabled')),
	PRIMARY KEY (organization, user)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_user ON membership (user);

CREATE TABLE property (
	id           INTEGER PRIMARY KEY,
	organization INTEGER NOT NULL REFERENCES organization (id),
	name         TEXT    NOT NULL,
	timezone     TEXT    NOT NULL,              -- IANA name
	currency     TEXT    NOT NULL DEFAULT '',   -- ISO 4217; '' leaves it to each ad account
	created_at   INTEGER NOT NULL,
	UNIQUE (organization, id),
	UNIQUE (organization, name)
) STRICT;

-- What a viewer may see. Other roles see every property of the organization.
CREATE TABLE property_grant (
	organization INTEGER NOT NULL,
	user         INTEGER NOT NULL,
	property     INTEGER NOT NULL,
	PRIMARY KEY (organization, user, property),
	FOREIGN KEY (organization, user) REFERENCES membership (organization, user) ON DELETE CASCADE,
	FOREIGN KEY (organization, property) REFERENCES property (organization, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE api_token (
	id           INTEGER PRIMARY KEY,
	organization INTEGER NOT NULL REFERENCES organization (id),
	name         TEXT    NOT NULL,
	hash         TEXT    NOT NULL UNIQUE,       -- SHA-256 of the token; the token itself is shown once
	property     INTEGER,                       -- null opens every property
	created_at   INTEGER NOT NULL,
	used_at      INTEGER,
	revoked_at   INTEGER,
	FOREIGN KEY (organization, property) REFERENCES property (organization, id)
) STRICT;

-- Append-only: sign-ins, denials, exports, role and token changes.
CREATE TABLE audit (
	id           INTEGER PRIMARY KEY,
	organization INTEGER NOT NULL,              -- 0 where nobody is signed in yet
	at           INTEGER NOT NULL,
	actor        TEXT    NOT NULL,
	action       TEXT    NOT NULL,
	object       TEXT    NOT NULL DEFAULT '',
	detail       TEXT    NOT NULL DEFAULT '',
	request      TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX audit_organization ON audit (organization, id);
-- +goose StatementBegin
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'audit rows are kept'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_is_fixed BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'audit rows are fixed'); END;
-- +goose StatementEnd

-- Several processes take turns by a row: the holder renews it while it works, a dead holder's row runs out.
CREATE TABLE turn (
	name   TEXT    PRIMARY KEY,
	holder TEXT    NOT NULL,
	until  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What caches and ETags use; in the file, because commands run beside a server.
CREATE TABLE data_version (
	organization INTEGER PRIMARY KEY REFERENCES organization (id),
	version      INTEGER NOT NULL
) STRICT;
