-- +goose Up
-- The part of a post's impressions that was paid for, as exports of old Pages tell it. Files that are stored already are not read again for it.
ALTER TABLE post ADD COLUMN paid_impressions INTEGER;
ALTER TABLE post_observation ADD COLUMN paid_impressions INTEGER;

-- What is "at least" of a post is a bit by the place of the column, and that of interactions moved by one.
INSERT INTO dirty_post (organization, post) SELECT organization, id FROM post WHERE true ON CONFLICT DO NOTHING;
