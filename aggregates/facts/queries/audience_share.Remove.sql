-- Takes away what an import observed.
delete from audience_share
where organization = :organization and channel in (select id from channel where organization = :organization) and import = :import
