-- Moves the cursor and the counts of a running import, in the transaction of its chunk.
update import set done = done + :records, rows = rows + :records, stored = stored + :stored, unchanged = unchanged + :unchanged,
	rejected = rejected + :rejected
where organization = :organization and id = :import
