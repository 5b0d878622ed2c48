-- puts an Annotation back that was removed no earlier than an instant; it stands again from now on
update annotation set recorded_at = case when removed_at > :now then removed_at else :now end, removed_at = null
where organization = :organization and id = :id and removed_at >= :since
