-- fills Membership
select m.organization, o.name, m.role, m.state from membership m join organization o on o.id = m.organization
where m.organization = :organization and m.user = :user
