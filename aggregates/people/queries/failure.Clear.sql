-- forgets the failures of an account that signed in; machinery: sign-in comes before any organization
delete from sign_in_failure where key = :key
