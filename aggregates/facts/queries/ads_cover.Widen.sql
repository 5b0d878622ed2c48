-- Notes the days and rows that an import holds of a cut.
insert into ads_cover (organization, import, cut, first_day, last_day, first_end, rows)
values (:organization, :import, :cut, :first_day, :last_day, :first_end, :rows)
on conflict (organization, import, cut) do update set first_day = min(first_day, excluded.first_day),
	last_day = max(last_day, excluded.last_day), first_end = min(first_end, excluded.first_end), rows = rows + excluded.rows
