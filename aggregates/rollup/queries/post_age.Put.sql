-- Puts what posts had at some ages; theirs were cleared before.
insert into post_age (organization, post, age, at, views, impressions, reach, interactions)
select :organization, column1, column2, column3, column4, column5, column6, column7
from (values (:post, :age, :at, :views, :impressions, :reach, :interactions)) where true
