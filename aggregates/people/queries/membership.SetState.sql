-- changes Member.State
update membership set state = :state where organization = :organization and user = :user
