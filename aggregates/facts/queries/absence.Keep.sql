-- Keeps why a metric has no value over some days.
insert into absence (organization, channel, metric, first_day, last_day, reason, import)
values (:organization, :channel, :metric, :first_day, :last_day, :reason, :import)
on conflict do nothing
