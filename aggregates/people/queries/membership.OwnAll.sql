-- gives the first user every organization there is; machinery: commands made them before anybody could own them
insert into membership (organization, user, role, state) select id, :user, 'owner', 'active' from organization
