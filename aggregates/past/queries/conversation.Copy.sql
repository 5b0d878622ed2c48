-- That there are conversations, for the card that says how far messages reach. Names and words stay out.
select distinct t.id, t.organization, t.channel, cast(t.id as text) as thread
from import i
cross join conversation_import h on h.organization = i.organization and h.import = i.id
cross join conversation t on t.organization = h.organization and t.id = h.conversation
where i.organization = :organization and i.property = :property and i.state in ('stored', 'partial') and coalesce(i.finished_at, i.created_at) < :before
