-- adds a membership, or changes role and state of the one there is
insert into membership (organization, user, role, state) values (:organization, :user, :role, :state)
on conflict (organization, user) do update set role = excluded.role, state = excluded.state
