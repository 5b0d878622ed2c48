-- forgets failures older than the quiet time; machinery: sign-in comes before any organization
delete from sign_in_failure where last_at < :quiet
