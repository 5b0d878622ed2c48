-- machinery: takes or renews the turn to import, for whoever imports into this data file; changes no row while another holds it.
insert into turn (name, holder, until) values ('import', :holder, :until)
on conflict (name) do update set holder = excluded.holder, until = excluded.until
where turn.holder = excluded.holder or turn.until < :now
