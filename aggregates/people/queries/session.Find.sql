-- fills a session's data; machinery: who asks is what the session answers
select data from sessions where token = :token and expiry > :now
