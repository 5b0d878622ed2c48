-- Lists what was published on some days, with its time, for matching posts of archives.
select id, external_id, published_at from post
where organization = :organization and channel = :channel and scope in ('post', 'story') and day between :from and :to
