-- Keeps one figure that no total counts; the larger where a file says one twice.
insert into apart_figure (organization, channel, import, subject, name, metric, value, title, published_at, line)
values (:organization, :channel, :import, :subject, :name, :metric, :value, :title, :published_at, :line)
on conflict (organization, import, subject, name, metric) do update set value = max(value, excluded.value)
