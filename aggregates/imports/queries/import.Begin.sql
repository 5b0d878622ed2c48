-- Turns an import to running with what the person chose, its counts at nothing.
update import set property = :property, options = :options, platform = :platform, as_of = :as_of, state = 'running', done = 0, rows = 0, stored = 0,
	unchanged = 0, rejected = 0, error = '', finished_at = null
where organization = :organization and id = :import
