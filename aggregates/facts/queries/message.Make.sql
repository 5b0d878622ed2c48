-- Makes the rows of messages on first sight.
insert into message (organization, conversation, at, sender, content, body, attachments)
select :organization, column1, column2, column3, column4, column5, column6
from (values (:conversation, :at, :sender, :content, :body, :attachments)) where true
on conflict (organization, conversation, at, sender, content) do nothing
