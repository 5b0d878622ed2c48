-- writes a row that nobody reads; machinery: asks whether the file takes writes at all
insert into turn (name, holder, until) values ('probe', '', :now) on conflict (name) do update set until = excluded.until
