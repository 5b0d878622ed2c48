package imports

import (
	"cmp"
	"slices"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/instant"
	"tandem/aggregates/period"
)

// tally is the sink for a pass over the source: what it counts is what the source is read for.
func (s *source) tally(next importers.Sink) *tally {
	t := newTally(next)
	t.only, t.rest = s.only, s.rest
	if s.layout.DayRule == "property" { // the times are as a person said: the days of the preview are those that the file shows
		zone := instant.Zone
		if s.used != nil && s.used.Timezone != "" {
			zone = s.used.Timezone
		}
		if loc, err := period.Zone(zone); err == nil {
			t.zone = loc
		}
	}
	return t
}

// leaves reports whether a record of an account (” where nobody can tell) is of another part of the file.
func (t *tally) leaves(account string) bool {
	return t.only != "" && account != t.only && !(account == "" && t.rest)
}

// accounts are the owners of a file with posts of several, those with most rows first; nil for a file of one.
func (t *tally) accounts() []Owner {
	if len(t.owners) < 2 {
		return nil
	}
	list := make([]Owner, 0, len(t.owners))
	for _, o := range t.owners {
		list = append(list, *o)
	}
	slices.SortFunc(list, func(a, b Owner) int { return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.ID, b.ID)) })
	return list
}
