-- Copies the winners of wide windows.
insert into figure_window (organization, channel, metric, last_day, first_day, value)
select organization, channel, metric, last_day - :days, first_day - :days, value from figure_window where organization = :organization and last_day >= :first
