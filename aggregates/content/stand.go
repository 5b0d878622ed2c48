package content

import (
	"cmp"
	"context"
	"slices"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// Stand is Rank without the curves: for hundreds of pieces, of which only the places are asked.
func Stand(ctx context.Context, src store.Source, pieces []Piece, at Age) error {
	_, err := stood(ctx, src, ownLegs(pieces), at)
	return err
}

// ownLegs are the pieces' legs that can have a place, each once.
func ownLegs(pieces []Piece) (legs []*Post) {
	seen := make(map[*Post]bool, len(pieces))
	for _, p := range pieces {
		for _, l := range append(p.Legs(), p.Elsewhere) {
			if l != nil && l.Scope == metric.Post && !l.Published.IsZero() && !seen[l] {
				seen[l] = true
				legs = append(legs, l)
			}
		}
	}
	return legs
}

// stood fills the places of legs and gives what they were compared with.
func stood(ctx context.Context, src store.Source, legs []*Post, at Age) (field, error) {
	if len(legs) == 0 {
		return nil, nil
	}
	f, err := fieldOf(ctx, src, legs)
	if err != nil {
		return nil, err
	}
	for _, l := range legs {
		l.Ranks = make([]Place, 0, len(Ages)+1)
	}
	legs = slices.Clone(legs)
	slices.SortStableFunc(legs, func(a, b *Post) int { return cmp.Compare(a.Day, b.Day) })
	for _, age := range append(slices.Sorted(slices.Values(Ages)), 0) {
		byGroup := map[group][]*Post{}
		for _, l := range legs {
			g := group{l.Channel, l.Format, age}
			byGroup[g] = append(byGroup[g], l)
		}
		for g, list := range byGroup {
			f.place(g, list)
		}
	}
	for _, l := range legs {
		l.Rank = chosen(l.Ranks, at)
	}
	return f, nil
}

// place appends to each leg of a group, which are in day order, its place at the group's age. The year of peers moves along with the legs, and a tree of counts by
// value says how many of it lie below: each peer comes in once and goes once, however many legs there are.
func (f field) place(g group, legs []*Post) {
	peers := slices.DeleteFunc(slices.Clone(f[g]), func(p peer) bool { return !p.interactions.Valid })
	slices.SortFunc(peers, func(a, b peer) int { return cmp.Compare(a.day, b.day) })
	values := make([]int64, len(peers))
	own := make(map[int64]*peer, len(peers))
	for i := range peers {
		values[i], own[peers[i].id] = peers[i].interactions.Int64, &peers[i]
	}
	slices.Sort(values)
	values = slices.Compact(values)
	at := func(v int64) int { n, _ := slices.BinarySearch(values, v); return n }
	year := make(counts, len(values)+1)
	var all int64
	in, out := 0, 0
	for _, l := range legs {
		for ; in < len(peers) && peers[in].day <= l.Day; in++ {
			year.add(at(peers[in].interactions.Int64), 1)
			all++
		}
		for ; out < in && peers[out].day <= l.Day-peerDays; out++ {
			year.add(at(peers[out].interactions.Int64), -1)
			all--
		}
		p := Place{Missing: true, Peers: all}
		if g.age != 0 {
			p.Age = &g.age
		}
		if mine := own[l.ID]; mine != nil {
			p.Missing, p.Value, p.Peers = false, &mine.interactions.Int64, all-1 // itself is in its year
			p.Days = daysOf(l, mine, g.age)
			if p.Peers >= FewestPeers {
				above := year.below(at(*p.Value)) * 100 / p.Peers
				p.Above = &above
			}
		}
		l.Ranks = append(l.Ranks, p)
	}
}

// daysOf is how old a post was when its figure was reported.
func daysOf(l *Post, own *peer, age int) *int64 {
	if age != 0 {
		return &own.at
	}
	if l.AsOf == nil {
		return nil
	}
	days := max(0, int64(*l.AsOf-l.Day)) // Meta's day of a report can be the one before the property's day of publishing
	return &days
}

// counts are how many values there are up to each place: a Fenwick tree (P. M. Fenwick, "A new data structure for cumulative frequency tables", 1994).
type counts []int64

func (c counts) add(place int, n int64) {
	for i := place + 1; i < len(c); i += i & -i {
		c[i] += n
	}
}

// below is how many values lie before a place.
func (c counts) below(place int) (n int64) {
	for i := place; i > 0; i -= i & -i {
		n += c[i]
	}
	return n
}

// yearOf is the days of a post's peers.
func yearOf(l *Post) period.Range { return period.Range{From: l.Day - peerDays + 1, To: l.Day} }
