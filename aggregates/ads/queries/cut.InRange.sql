-- Fills cut: the cuts of ad accounts and their windows that touch a range; in cuts by day a window is a month with a bit for each day.
select c.channel, c.id, c.level, c.breakdown, c.step, c.keyed, w.first_day, w.last_day, w.days
from ads_window w join ads_cut c on c.organization = w.organization and c.id = w.cut
where w.organization = :organization and w.channel in (:channels) and w.last_day >= :from and w.first_day <= :to
order by c.channel, c.id, w.last_day, w.first_day
