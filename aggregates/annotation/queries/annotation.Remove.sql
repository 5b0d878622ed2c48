-- takes an Annotation off the charts
update annotation set removed_at = case when recorded_at > :now then recorded_at else :now end
where organization = :organization and id = :id and removed_at is null
