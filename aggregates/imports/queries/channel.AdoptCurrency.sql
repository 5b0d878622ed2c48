-- An ad account without a currency takes that of its first file.
update channel set currency = :currency where organization = :organization and id = :channel and currency = ''
