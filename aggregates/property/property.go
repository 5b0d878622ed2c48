package property

import (
	"context"
	"database/sql"
	"embed"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

//go:embed queries/*.sql
var files embed.FS

var queries = store.Load(files)

// Property is one business.
type Property struct {
	ID           int64
	Organization int64
	Name         string
	Timezone     string // IANA name
	Currency     string // three capital letters; empty leaves each ad account its own
	Channels     []Channel
}

// Kind says what a channel is.
type Kind string

// The kinds of channels.
const (
	Facebook  Kind = "facebook"
	Instagram Kind = "instagram"
	Ads       Kind = "ads" // one ad account
)

// Channel is a Page, an Instagram account or an ad account.
type Channel struct {
	ID          int64
	Kind        Kind
	Name        string   // empty until a person or a file names it
	Currency    string   // of an ad account; else empty
	ExternalIDs []string // Meta's, digits only, the person's own choice first; empty while none is known
	names       []string // beside ExternalIDs
}

// Location is the property's time zone. A name that this machine does not know gives UTC: names are checked when they are set.
func (p Property) Location() *time.Location {
	loc, err := period.Zone(p.Timezone)
	if err != nil {
		return time.UTC
	}
	return loc
}

// Channels of one kind, oldest first; Facebook and Instagram have at most one.
func (p Property) Of(kind Kind) (list []Channel) {
	for _, c := range p.Channels {
		if c.Kind == kind {
			list = append(list, c)
		}
	}
	return list
}

// MarshalJSON is the form that command line and API share: one entry per external id, and one with a null id for a channel whose id
// is not known.
func (p Property) MarshalJSON() ([]byte, error) {
	type entry struct {
		Channel    Kind    `json:"channel"`
		ExternalID *string `json:"external_id"`
		Name       string  `json:"name"`
	}
	list := []entry{}
	for _, c := range p.Channels {
		if len(c.ExternalIDs) == 0 {
			list = append(list, entry{Channel: c.Kind, Name: c.Name})
		}
		for i, id := range c.ExternalIDs {
			name := c.Name
			if i < len(c.names) && c.names[i] != "" {
				name = c.names[i]
			}
			list = append(list, entry{c.Kind, &id, name})
		}
	}
	return json.Marshal(struct {
		ID       int64   `json:"id"`
		Name     string  `json:"name"`
		Timezone string  `json:"timezone"`
		Currency string  `json:"currency"`
		Channels []entry `json:"channels"`
	}{p.ID, p.Name, p.Timezone, p.Currency, list})
}

// Find is the property of an id with its channels; fault.NotFound where the organization has none such.
func Find(ctx context.Context, src store.Source, id int64) (Property, error) {
	list, err := list(ctx, src, store.Args{"ids": []int64{id}, "all": 0})
	if err == nil && len(list) == 0 {
		return Property{}, fault.NotFoundf("There is no such property.")
	}
	if err != nil {
		return Property{}, err
	}
	return list[0], nil
}

// FindByName is the property of exactly that name, else the one whose id the text is; fault.NotFound where neither exists.
func FindByName(ctx context.Context, src store.Source, text string) (Property, error) {
	var id int64
	err := src.One(ctx, queries.Get("property.FindByName"), store.Args{"name": strings.TrimSpace(text)}, &id)
	if fault.Is(err, fault.NotFound) {
		if id, err = strconv.ParseInt(strings.TrimSpace(text), 10, 64); err != nil {
			return Property{}, fault.NotFoundf("There is no property named %s.", text)
		}
	}
	if err != nil {
		return Property{}, err
	}
	p, err := Find(ctx, src, id)
	if fault.Is(err, fault.NotFound) {
		err = fault.NotFoundf("There is no property named %s.", text)
	}
	return p, err
}

// List is every property of the organization, by name.
func List(ctx context.Context, src store.Source) ([]Property, error) {
	return list(ctx, src, store.Args{"ids": []int64{}, "all": 1})
}

// ListGranted is what a viewer was granted, by name.
func ListGranted(ctx context.Context, src store.Source, user int64) ([]Property, error) {
	return fill(ctx, src, queries.Get("property.ListGranted"), store.Args{"user": user})
}

// Name is a property as the switcher of every page shows it.
type Name struct {
	ID   int64
	Name string
}

// Names lists properties without their channels: every one for user 0, else those the viewer was granted.
func Names(ctx context.Context, src store.Source, user int64) (list []Name, err error) {
	err = src.Each(ctx, queries.Get("property.Names"), store.Args{"user": user}, func(r *sql.Rows) error {
		var n Name
		err := r.Scan(&n.ID, &n.Name)
		list = append(list, n)
		return err
	})
	return list, err
}

func list(ctx context.Context, src store.Source, a store.Args) ([]Property, error) {
	return fill(ctx, src, queries.Get("property.List"), a)
}

func fill(ctx context.Context, src store.Source, q *store.Query, a store.Args) (all []Property, err error) {
	at := map[int64]int{}
	var ids []int64
	err = src.Each(ctx, q, a, func(r *sql.Rows) error {
		var p Property
		err := r.Scan(&p.ID, &p.Organization, &p.Name, &p.Timezone, &p.Currency)
		at[p.ID] = len(all)
		all, ids = append(all, p), append(ids, p.ID)
		return err
	})
	if err != nil || len(all) == 0 {
		return all, err
	}
	return all, src.Each(ctx, queries.Get("channel.List"), store.Args{"properties": ids}, func(r *sql.Rows) error {
		var property int64
		var c Channel
		var id, name string
		if err := r.Scan(&property, &c.ID, &c.Kind, &c.Name, &c.Currency, &id, &name); err != nil {
			return err
		}
		channels := &all[at[property]].Channels
		if n := len(*channels); n == 0 || (*channels)[n-1].ID != c.ID {
			*channels = append(*channels, c)
		}
		if last := &(*channels)[len(*channels)-1]; id != "" {
			last.ExternalIDs, last.names = append(last.ExternalIDs, id), append(last.names, name)
		}
		return nil
	})
}
