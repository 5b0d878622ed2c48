-- writes an Annotation anew
update annotation set property = :property, first_day = :first, last_day = :last, kind = :kind, text = :text, user = :user, at = :now
where organization = :organization and id = :id and removed_at is null
