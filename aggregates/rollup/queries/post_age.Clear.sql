-- Clears what some posts had at each age.
delete from post_age where organization = :organization and post in (:posts)
