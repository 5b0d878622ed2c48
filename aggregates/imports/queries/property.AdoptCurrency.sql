-- A property without a currency takes that of its first ads file.
update property set currency = :currency where organization = :organization and id = :property and currency = ''
