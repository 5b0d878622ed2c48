-- Keeps what a staged file is after somebody said what its columns are.
update import set kind = :kind, platform = :platform, day_rule = :day_rule, as_of = :as_of, options = :options, preview = :preview, needs = :needs, total = :total, hash = :hash,
	bytes = :bytes
where organization = :organization and id = :import and state = 'staged'
