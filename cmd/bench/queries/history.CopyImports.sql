-- Copies the imports into earlier days. Ids go down, so that what is older has the lower id, as it would had it come first.
insert into import (id, organization, property, user, via, source, file, bytes, hash, kind, platform, day_rule, as_of, state, options, done, total,
	rows, stored, unchanged, rejected, first_day, last_day, notes, created_at, finished_at)
select id - :lower, organization, property, user, via, source, file, bytes, hash || :lower, kind, platform, day_rule, as_of - :days, state, options, done, total,
	rows, stored, unchanged, rejected, first_day - :days, last_day - :days, notes, created_at - :days * 86400000, finished_at - :days * 86400000
from import where organization = :organization and id > 0
