package annotation

import (
	"context"
	"strings"
	"time"
	"unicode"

	"tandem/aggregates/fault"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// New is what a person writes: Days, Kind, Text, and the Property, 0 for every property of the organization.
type New struct {
	Property int64
	Days     period.Range
	Kind     Kind
	Text     string
}

// LongestText is how many characters an annotation holds: it must stay readable under a chart.
const LongestText = 120

// undoFor is how long a removed annotation can be put back.
const undoFor = 24 * time.Hour

var earliest, latest = period.Date(1990, time.January, 1), period.Date(2199, time.December, 31)

// Add marks days. user is who does, 0 from the command line. Wrong days, kind or text are fault.Invalid, a property of another organization fault.NotFound.
func Add(ctx context.Context, s store.Scope, n New, user int64, now time.Time) (id int64, err error) {
	a, err := n.args(user, now)
	if err != nil {
		return 0, err
	}
	err = change(ctx, s, func(tx *store.Tx) error {
		if err := owned(ctx, tx, n.Property); err != nil {
			return err
		}
		id, err = tx.Insert(ctx, queries.Get("annotation.Add"), a)
		return err
	})
	return id, err
}

// Change writes an annotation anew; on days before now it stays as it was. The errors are those of Add; one that was removed is fault.NotFound.
func Change(ctx context.Context, s store.Scope, id int64, n New, user int64, now time.Time) error {
	a, err := n.args(user, now)
	if err != nil {
		return err
	}
	a["id"] = id
	return change(ctx, s, func(tx *store.Tx) error {
		if err := owned(ctx, tx, n.Property); err != nil {
			return err
		}
		if err := keep(ctx, tx, id, now); err != nil {
			return err
		}
		return one(tx.Exec(ctx, queries.Get("annotation.Change"), a))
	})
}

// Remove takes an annotation off every chart, except as of days before now. For a day Restore can put it back.
func Remove(ctx context.Context, s store.Scope, id int64, now time.Time) error {
	return change(ctx, s, func(tx *store.Tx) error {
		return one(tx.Exec(ctx, queries.Get("annotation.Remove"), store.Args{"id": id, "now": now.UnixMilli()}))
	})
}

// Restore puts a removed annotation back as it was; between the two it was not there. One that is not removed, or was more than a day ago, is fault.NotFound.
func Restore(ctx context.Context, s store.Scope, id int64, now time.Time) error {
	return change(ctx, s, func(tx *store.Tx) error {
		if err := keep(ctx, tx, id, now); err != nil {
			return err
		}
		return one(tx.Exec(ctx, queries.Get("annotation.Restore"), store.Args{"id": id, "now": now.UnixMilli(), "since": now.Add(-undoFor).UnixMilli()}))
	})
}

// keep appends how an annotation stood until now to its history. Where it turns out that it cannot be changed, all of it is undone.
func keep(ctx context.Context, tx *store.Tx, id int64, now time.Time) error {
	_, err := tx.Exec(ctx, queries.Get("annotation_version.Keep"), store.Args{"id": id, "now": now.UnixMilli()})
	return err
}

// change is one unit of work: f does its part, and pages that show annotations are made anew.
func change(ctx context.Context, s store.Scope, f func(*store.Tx) error) error {
	return s.Write(ctx, func(tx *store.Tx) error {
		if err := f(tx); err != nil {
			return err
		}
		return store.Bump(ctx, tx)
	})
}

// owned makes sure that a property is the organization's, so that the answer for another's is that of a missing one; 0 is every property.
func owned(ctx context.Context, tx *store.Tx, property int64) error {
	if property == 0 {
		return nil
	}
	return tx.One(ctx, queries.Get("property.Owned"), store.Args{"property": property}, new(int64))
}

func one(changed int64, err error) error {
	if err == nil && changed == 0 {
		err = missing()
	}
	return err
}

func (n New) args(user int64, now time.Time) (store.Args, error) {
	text, err := clean(n.Text)
	if err != nil {
		return nil, err
	}
	if !known(n.Kind) {
		return nil, fault.Invalidf("The kind is %q; it can be opening, campaign, event, closed, outage or other.", string(n.Kind))
	}
	if !n.Days.Valid() {
		return nil, fault.Invalidf("The last day (%s) is before the first (%s).", n.Days.To, n.Days.From)
	}
	if n.Days.From < earliest || n.Days.To > latest {
		return nil, fault.Invalidf("The days must lie between %s and %s.", earliest, latest)
	}
	a := store.Args{"property": nil, "first": int64(n.Days.From), "last": int64(n.Days.To), "kind": string(n.Kind), "text": text, "user": nil, "now": now.UnixMilli()}
	if n.Property != 0 {
		a["property"] = n.Property
	}
	if user != 0 {
		a["user"] = user
	}
	return a, nil
}

func known(k Kind) bool {
	for _, each := range Kinds() {
		if k == each {
			return true
		}
	}
	return false
}

// clean keeps a text on one line. The two joiners are no printable characters by themselves, yet scripts and compound emoji are written with them.
func clean(text string) (string, error) {
	text = strings.Join(strings.Fields(text), " ")
	bad := strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) && r != '\u200c' && r != '\u200d' })
	if n := len([]rune(text)); n == 0 || n > LongestText || bad {
		return "", fault.Invalidf("The annotation needs a text of at most %d printable characters.", LongestText)
	}
	return text, nil
}
