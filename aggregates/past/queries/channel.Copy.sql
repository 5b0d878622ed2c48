-- The channels of the property; those that nothing speaks of by the day go again.
select id, organization, property, kind, name, currency from channel where organization = :organization and property = :property
