package annotation

import (
	"context"
	"database/sql"
	"embed"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

//go:embed queries/*.sql
var files embed.FS

var queries = store.Load(files)

// Kind says what happened.
type Kind string

// The kinds.
const (
	Opening  Kind = "opening"
	Closed   Kind = "closed" // holidays, works, a season's end
	Campaign Kind = "campaign"
	Event    Kind = "event"
	Outage   Kind = "outage" // the business, its channel or Meta was not there: it also explains a gap
	Other    Kind = "other"
)

// Kinds lists them in the order in which forms offer them.
func Kinds() []Kind { return []Kind{Opening, Campaign, Event, Closed, Outage, Other} }

// Annotation is a day or a run of days with its text. Its days are calendar days as written: on each chart they are the days of that chart's own day rule.
type Annotation struct {
	ID       int64
	Property int64 // 0 is every property of the organization
	Days     period.Range
	Kind     Kind
	Text     string
	// User wrote it last, At then; Author is their e-mail address, empty from the command line.
	User   int64
	Author string
	At     time.Time
}

// Find is one annotation; one that was removed, or is another organization's, is fault.NotFound.
func Find(ctx context.Context, src store.Source, id int64) (Annotation, error) {
	list, err := fill(ctx, src, queries.Get("annotation.Find"), store.Args{"id": id})
	if err == nil && len(list) == 0 {
		return Annotation{}, missing()
	}
	if err != nil {
		return Annotation{}, err
	}
	return list[0], nil
}

func missing() error { return fault.NotFoundf("There is no such annotation.") }

// List is every annotation, the latest days first: all with user 0, else those of the properties that the viewer was granted and those of every property.
func List(ctx context.Context, src store.Source, user int64) ([]Annotation, error) {
	return fill(ctx, src, queries.Get("annotation.List"), store.Args{"user": user})
}

// Touching are the annotations of a property, and those of every property, of which at least one day lies in r: by first day, then as they were made. Whether the
// property may be seen is decided before.
func Touching(ctx context.Context, src store.Source, property int64, r period.Range) ([]Annotation, error) {
	return fill(ctx, src, queries.Get("annotation.Touching"), store.Args{"property": property, "from": int64(r.From), "to": int64(r.To)})
}

func fill(ctx context.Context, src store.Source, q *store.Query, a store.Args) (list []Annotation, err error) {
	err = src.Each(ctx, q, a, func(rows *sql.Rows) error {
		var n Annotation
		var at int64
		err := rows.Scan(&n.ID, &n.Property, &n.Days.From, &n.Days.To, &n.Kind, &n.Text, &n.User, &n.Author, &at)
		n.At = time.UnixMilli(at).UTC()
		list = append(list, n)
		return err
	})
	return list, err
}
