-- Keeps that an import holds messages, and whether it says that they are own.
insert into message_import (organization, import, message, own)
select m.organization, :import, m.id, v.column5
from (select :organization as organization) o
cross join (values (:conversation, :at, :sender, :content, :own)) v
cross join message m
where m.organization = o.organization and m.conversation = v.column1 and m.at = v.column2 and m.sender = v.column3 and m.content = v.column4
on conflict (organization, import, message) do update set own = coalesce(message_import.own, excluded.own)
