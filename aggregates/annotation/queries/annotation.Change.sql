-- writes an Annotation anew; it stands from now on, or from when it stood already where the clock was set back
update annotation set property = :property, first_day = :first, last_day = :last, kind = :kind, text = :text, user = :user, at = :now,
	recorded_at = case when recorded_at > :now then recorded_at else :now end
where organization = :organization and id = :id and removed_at is null
