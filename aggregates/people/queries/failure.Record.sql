-- counts one more failure, from one again after a quiet time; machinery: sign-in comes before any organization
insert into sign_in_failure (key, count, last_at) values (:key, 1, :now)
on conflict (key) do update set
  count = case when sign_in_failure.last_at < :quiet then 1 else sign_in_failure.count + 1 end,
  last_at = excluded.last_at
