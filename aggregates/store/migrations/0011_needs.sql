-- +goose Up
-- What decides what a staged file needs before it can be stored: a page that thousands wait on reads this of each, and the preview of those that it shows.
ALTER TABLE import ADD COLUMN needs TEXT NOT NULL DEFAULT ''; -- '' for an import that does not wait
UPDATE import SET needs = json_object('platform', preview ->> '$.platform', 'asks', json(preview -> '$.asks'), 'columns', json(preview -> '$.columns'),
	'owner', json(preview -> '$.owner'), 'owners', json(preview -> '$.owners'), 'currency', preview ->> '$.currency')
WHERE state = 'staged' AND preview <> '';
CREATE INDEX import_needs ON import (organization, id, property, needs, file, hash) WHERE state = 'staged';
