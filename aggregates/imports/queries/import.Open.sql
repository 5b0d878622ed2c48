-- Makes an import's row; gives its id.
insert into import (organization, property, user, via, source, file, bytes, hash, staged, kind, platform, day_rule, as_of, state, options, preview, needs,
	total, archive, entry, created_at)
values (:organization, :property, :user, :via, :source, :file, :bytes, :hash, :staged, :kind, :platform, :day_rule, :as_of, 'staged', :options, :preview, :needs,
	:total, :archive, :entry, :now)
returning id
