package content

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// List is the pieces published in the filter's range, Limit of them from Offset on. A twin is one piece where both legs were published in the range; where only one
// was, that leg is the piece and the other one stands as Elsewhere. Equal places are ordered by publishing, the newest first, then by id.
func List(ctx context.Context, src store.Source, f Filter) ([]Piece, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	args := f.args()
	args["scope"], args["kind"], args["format"], args["sort"] = string(f.Kind.Scope()), string(f.Kind), f.Format, string(f.Sort)
	args["sign"], args["limit"], args["offset"] = int64(-1), int64(f.Limit), int64(f.Offset)
	if f.Ascending {
		args["sign"] = int64(1)
	}
	args["larger"] = int64(0)
	if m, _ := metric.Find(f.Sort); m.Kind == metric.Unique {
		args["larger"] = int64(1)
	}
	var pairs [][2]int64
	var ids []int64
	if err := src.Each(ctx, queries.Get("piece.List"), args, func(r *sql.Rows) error {
		var facebook, instagram int64
		err := r.Scan(&facebook, &instagram)
		pairs = append(pairs, [2]int64{facebook, instagram})
		ids = append(ids, max(facebook, 0), max(instagram, 0))
		return err
	}); err != nil {
		return nil, err
	}
	posts, err := Posts(ctx, src, ids)
	if err != nil {
		return nil, err
	}
	out := make([]Piece, 0, len(pairs))
	for _, pair := range pairs {
		if p := assemble(posts, pair[0], pair[1]); len(p.Legs()) > 0 { // a post can go between the two queries
			out = append(out, p)
		}
	}
	return out, nil
}

// assemble puts the legs of a piece together.
func assemble(posts map[int64]*Post, facebook, instagram int64) Piece {
	p := Piece{Facebook: posts[facebook], Instagram: posts[instagram]}
	legs := p.Legs()
	for _, l := range legs {
		p.Confidence = l.confidence
		if len(legs) == 1 && l.twin != 0 {
			p.Elsewhere = posts[l.twin]
		}
	}
	return p
}

// Counts are how many pieces each choice of a list would show.
type Counts struct {
	// Kinds counts pieces by kind, under the chosen format and search.
	Kinds map[Kind]int64
	// Formats counts the pieces of the chosen kind by format, under the search, most first. A twin of two formats is in both.
	Formats []FormatCount
	// Pieces are all that the filter finds, Posts their legs.
	Pieces, Posts int64
	// Published are the pieces of every kind in the range, whatever the filter says.
	Published int64
	// Doubles are what the found twins would count twice.
	Doubles Doubles
	// Views and Impressions are on how many of the found posts each is known: two definitions of one thing, never mixed in a column.
	Views, Impressions int64
}

// Doubles are what is counted once because it is known which posts are twins. Only twins of which both legs are counted are in it.
type Doubles struct {
	// Twins are the pieces that would be counted twice.
	Twins int64
	// People is at most how many people are in both legs of a twin, added up piece by piece: the sum of the legs' reach less its certain lower end, which is the smaller
	// reach of the two. One person may be in it for several pieces. Known is of how many twins it is.
	People, Known int64
}

// FormatCount is how many pieces have a format; ” is an unknown one.
type FormatCount struct {
	Format string
	Pieces int64
}

// Count counts by kind and format in one query.
func Count(ctx context.Context, src store.Source, f Filter) (Counts, error) {
	out := Counts{Kinds: map[Kind]int64{}}
	if err := f.check(); err != nil {
		return out, err
	}
	formats := map[string]int64{}
	args := f.args()
	args["reach_bit"] = int64(1) << slices.Index(columns, metric.Reach)
	err := src.Each(ctx, queries.Get("piece.Count"), args, func(r *sql.Rows) error {
		var scope metric.Scope
		var linked, found bool
		var facebook, instagram sql.NullString
		var pieces, posts, views, impressions, known, people int64
		if err := r.Scan(&scope, &linked, &found, &facebook, &instagram, &pieces, &posts, &views, &impressions, &known, &people); err != nil {
			return err
		}
		out.Published += pieces
		if !found {
			return nil
		}
		kinds := kindsOf(scope, linked, facebook.Valid)
		of := formatsOf(facebook, instagram)
		wanted := f.Format == "" || slices.Contains(of, f.Format)
		for _, k := range kinds {
			if wanted {
				out.Kinds[k] += pieces
			}
			if k != f.Kind {
				continue
			}
			for _, one := range of {
				formats[one] += pieces
			}
			if wanted {
				out.Pieces, out.Posts = out.Pieces+pieces, out.Posts+posts
				out.Views, out.Impressions = out.Views+views, out.Impressions+impressions
				d := &out.Doubles
				d.Twins, d.Known, d.People = d.Twins+posts-pieces, d.Known+known, d.People+people
			}
		}
		return nil
	})
	for format, n := range formats {
		out.Formats = append(out.Formats, FormatCount{format, n})
	}
	slices.SortFunc(out.Formats, func(a, b FormatCount) int {
		return cmp.Or(cmp.Compare(b.Pieces, a.Pieces), cmp.Compare(a.Format, b.Format))
	})
	return out, err
}

// kindsOf are the kinds that hold such a piece.
func kindsOf(scope metric.Scope, linked, facebook bool) []Kind {
	switch {
	case scope == metric.Story:
		return []Kind{Stories}
	case scope == metric.Collab:
		return []Kind{Collabs}
	case linked:
		return []Kind{Everything, Twins}
	case facebook:
		return []Kind{Everything, FacebookOnly}
	}
	return []Kind{Everything, InstagramOnly}
}

// formatsOf are the formats of a piece's legs, each once.
func formatsOf(legs ...sql.NullString) []string {
	var out []string
	for _, l := range legs {
		if l.Valid && !slices.Contains(out, l.String) {
			out = append(out, l.String)
		}
	}
	return out
}

// Span is the first and the last day anything of the channels was published on, of what is stored; ok is false where nothing is.
func Span(ctx context.Context, src store.Source, c Channels) (r period.Range, ok bool, err error) {
	err = src.Each(ctx, queries.Get("post.Span"), store.Args{"channels": c.ids()}, func(rows *sql.Rows) error {
		var from, to sql.NullInt64
		if err := rows.Scan(&from, &to); err != nil || !from.Valid {
			return err
		}
		first, last := period.Day(from.Int64), period.Day(to.Int64)
		if !ok {
			r, ok = period.Range{From: first, To: last}, true
		}
		r.From, r.To = min(r.From, first), max(r.To, last)
		return nil
	})
	return r, ok, err
}
