-- fills failures; machinery: sign-in comes before any organization
select key, count, last_at from sign_in_failure where key in (:keys)
