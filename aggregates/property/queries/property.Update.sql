-- changes name, zone and currency of a Property
update property set name = :name, timezone = :timezone, currency = :currency where organization = :organization and id = :id
