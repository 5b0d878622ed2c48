-- writes a session; machinery: sessions belong to a person, not to an organization
insert into sessions (token, data, expiry, user) values (:token, :data, :expiry, :user)
on conflict (token) do update set data = excluded.data, expiry = excluded.expiry, user = excluded.user
