-- +goose Up
-- Similar texts with other numbers are no twins any more: one day of each channel is marked, with which the twins of its property are matched anew.
INSERT INTO dirty_day (organization, channel, scope, day)
SELECT organization, channel, 'post', max(day) FROM post WHERE day IS NOT NULL GROUP BY organization, channel
ON CONFLICT DO NOTHING;
