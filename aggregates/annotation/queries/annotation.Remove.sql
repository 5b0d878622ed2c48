-- takes an Annotation off the charts
update annotation set removed_at = :now where organization = :organization and id = :id and removed_at is null
