-- Which import holds which conversation. Names stay out.
select h.organization, h.import, h.conversation from import i
cross join conversation_import h on h.organization = i.organization and h.import = i.id
where i.organization = :organization and i.property = :property and i.state in ('stored', 'partial') and coalesce(i.finished_at, i.created_at) < :before
