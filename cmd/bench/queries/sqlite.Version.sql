-- machinery: names the version of SQLite that is linked; reads no table.
select sqlite_version()
