-- Lists how late the imports that hold rows of a cut are.
select i.id, coalesce(i.as_of, 0) from ads_cover c join import i on i.organization = c.organization and i.id = c.import
where c.organization = :organization and c.cut = :cut
