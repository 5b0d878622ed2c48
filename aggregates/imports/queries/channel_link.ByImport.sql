-- Lists the channels an import linked ids to.
select distinct channel from channel_link where organization = :organization and import = :import
