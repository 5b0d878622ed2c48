-- Fills the id of a combination of budget, attribution, delivery and result kind, made on first need.
insert into ads_setting (organization, channel, key, result_kind, budget, budget_kind, attribution, delivery)
values (:organization, :channel, :key, :result_kind, :budget, :budget_kind, :attribution, :delivery)
on conflict (organization, channel, key) do update set key = excluded.key
returning id
