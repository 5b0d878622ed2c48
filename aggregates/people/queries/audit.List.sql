-- fills Entry, newest first
select at, actor, action, object, detail, request from audit where organization = :organization order by id desc limit :limit
