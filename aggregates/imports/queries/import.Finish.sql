-- Ends a run that read its file to the end; partial says that some records were rejected.
update import set state = case when rejected > 0 then 'partial' else 'stored' end, staged = '', preview = '', needs = '', first_day = :first_day, last_day = :last_day,
	as_of = :as_of, platform = :platform, notes = :notes, finished_at = :now
where organization = :organization and id = :import
