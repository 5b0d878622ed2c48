-- Keeps what somebody said of a table's columns, in the place of what was said of the same headers before.
insert into mapping (organization, signature, kind, file, columns, user, made_at)
values (:organization, :signature, :kind, :file, :columns, :user, :now)
on conflict (organization, signature, kind) do update set file = excluded.file, columns = excluded.columns, user = excluded.user, made_at = excluded.made_at
