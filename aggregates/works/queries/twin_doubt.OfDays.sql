-- Fills Lead.Doubt: pairs that could be a twin and that nobody has spoken of, by the day of the earlier post.
select facebook, instagram
from twin_doubt
where organization = :organization and property = :property and day between :from and :to
