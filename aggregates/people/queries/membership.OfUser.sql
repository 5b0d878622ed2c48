-- fills Membership, oldest organization first; machinery: asks which organizations a person belongs to
select m.organization, o.name, m.role, m.state from membership m join organization o on o.id = m.organization
where m.user = :user order by m.organization
