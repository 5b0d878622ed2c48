package imports

import (
	"context"
	"database/sql"

	"tandem/aggregates/fault"
	"tandem/aggregates/store"
)

// Judge tells what staged files need before they can be stored. It asks the data once for all of them: a drop can be of thousands.
type Judge struct {
	desk   *Desk
	source store.Source
	ctx    context.Context
	houses map[int64]house
	owning map[string][]int64 // properties by linked id
	same   map[int64][]twin   // live imports of the same bytes, by staged import
}

// twin is a live import of the same bytes.
type twin struct {
	id       int64
	property *int64
	platform *string
}

// Verdict is what one file needs.
type Verdict struct {
	Property int64    // 0 while somebody must say it
	Unknown  bool     // the file names an account that no property is linked to
	Columns  bool     // somebody must say what its columns are
	Asks     bool     // somebody must say the platform
	Doubts   []string // sentences a person must say yes to
	Same     int64    // the live import that holds these bytes already; 0 for none
	SameIn   int64    // its property
}

// Judge reads what the verdicts rest on. Use it at once: it does not see later changes.
func (d *Desk) Judge(ctx context.Context, s store.Source) (*Judge, error) {
	j := &Judge{desk: d, source: s, ctx: ctx, houses: map[int64]house{}, owning: map[string][]int64{}, same: map[int64][]twin{}}
	if err := s.Each(ctx, queries.Get("channel_link.All"), nil, func(r *sql.Rows) error {
		var id string
		var property int64
		err := r.Scan(&id, &property)
		j.owning[id] = append(j.owning[id], property)
		return err
	}); err != nil {
		return nil, err
	}
	return j, s.Each(ctx, queries.Get("import.Same"), nil, func(r *sql.Rows) error {
		var staged int64
		var t twin
		err := r.Scan(&staged, &t.id, &t.property, &t.platform)
		j.same[staged] = append(j.same[staged], t)
		return err
	})
}

// Of is the verdict on a staged import with what was chosen for it so far.
func (j *Judge) Of(e Entry, c Choice) (v Verdict, err error) {
	p := Preview{Platform: e.Platform, Asks: e.Asks, Columns: e.Columns, Owner: e.Owner, Owners: e.Owners, Currency: e.Currency}
	v.Columns = p.Columns
	v.Asks = p.Asks && c.Platform == ""
	if p.Platform == "" {
		p.Platform = c.Platform
	}
	if v.Property = c.Property; v.Property == 0 {
		v.Property, v.Unknown = j.property(p)
	}
	for _, t := range j.same[e.ID] {
		if v.Property != 0 && t.property != nil && *t.property != v.Property || p.Platform != "" && t.platform != nil && *t.platform != p.Platform {
			continue
		}
		v.Same = t.id
		if t.property != nil {
			v.SameIn = *t.property
		}
		break
	}
	if v.Property == 0 || v.Asks || v.Columns {
		return v, nil
	}
	h, ok := j.houses[v.Property]
	if !ok {
		if h, err = j.desk.house(j.ctx, j.source, v.Property); err != nil {
			return v, err
		}
		j.houses[v.Property] = h
	}
	dest := destination{property: v.Property, channels: map[string]int64{}}
	h.settle(p, &dest)
	v.Doubts = dest.doubts
	return v, nil
}

// property is the one whose linked ids a file names, as owning finds it; unknown says that it names accounts, but none that is linked.
func (j *Judge) property(p Preview) (id int64, unknown bool) {
	ids := p.Owners
	if p.Owner.ID != "" && len(ids) == 0 {
		ids = []string{p.Owner.ID}
	}
	found := map[int64]bool{}
	for _, x := range ids {
		for _, property := range j.owning[x] {
			found[property] = true
			id = property
		}
	}
	switch len(found) {
	case 1:
		return id, false
	case 0:
		return 0, p.Owner.ID != ""
	}
	return 0, false
}

// Why is the sentence for a verdict that still lacks an answer or a yes; nil where nothing is in the way.
func (v Verdict) Why(yes bool) error {
	switch {
	case v.Columns:
		return fault.Invalidf("say what its columns are")
	case v.Property == 0:
		return fault.Invalidf("say which property it belongs to")
	case v.Asks:
		return fault.Invalidf("say whether it is of Facebook or Instagram")
	case len(v.Doubts) > 0 && !yes:
		return fault.Invalidf("tick its box to import it all the same")
	}
	return nil
}
