-- Fills the doubtful pairs of some days, the likest first, and how many there are.
select facebook, instagram, likeness, count(*) over ()
from twin_doubt
where organization = :organization and property = :property and day between :from and :to
order by likeness is null, likeness desc, day desc, facebook limit :limit
