package property

import (
	"context"
	"database/sql"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/store"
)

// Link ties one of Meta's ids to a channel.
type Link struct {
	Kind       Kind
	ExternalID string // digits; an ad account's may begin with act_
	Name       string // what Meta calls it; empty keeps the name known
	Currency   string // of a new ad account's channel
	Import     int64  // the import that named it and takes it away when undone; 0 means a person did
}

// LinkExternal links an id to the property's channel of that kind and gives the channel. The channel is made if there is none; each
// ad account has one of its own. An id that another property of the organization holds is fault.Conflict: figures would count twice,
// and a file that names the id would fit both.
func LinkExternal(ctx context.Context, tx *store.Tx, property int64, l Link) (channel int64, err error) {
	id, err := CleanID(l.Kind, l.ExternalID)
	if err != nil {
		return 0, err
	}
	held, err := Holders(ctx, tx, l.Kind, id)
	if err != nil {
		return 0, err
	}
	for _, h := range held {
		if h.Property != property {
			other, err := Find(ctx, tx, h.Property)
			if err != nil {
				return 0, err
			}
			return 0, fault.Conflictf("The id %s is linked to the property %s already.", id, other.Name)
		}
		channel = h.Channel
	}
	if channel == 0 {
		if channel, err = channelFor(ctx, tx, property, l); err != nil {
			return 0, err
		}
	}
	_, err = tx.Exec(ctx, queries.Get("link.Add"), store.Args{"channel": channel, "external_id": id, "import": l.Import, "name": l.Name})
	return channel, err
}

// channelFor is the property's only channel of a platform, or a new one.
func channelFor(ctx context.Context, tx *store.Tx, property int64, l Link) (id int64, err error) {
	if l.Kind != Ads {
		err = tx.One(ctx, queries.Get("channel.Single"), store.Args{"property": property, "kind": string(l.Kind)}, &id)
		if !fault.Is(err, fault.NotFound) {
			return id, err
		}
	}
	currency := ""
	if l.Kind == Ads {
		currency = l.Currency
	}
	return tx.Insert(ctx, queries.Get("channel.Add"), store.Args{"property": property, "kind": string(l.Kind), "name": l.Name, "currency": currency})
}

// UnlinkExternal takes an id off a channel. Figures stay with the channel.
func UnlinkExternal(ctx context.Context, tx *store.Tx, channel int64, externalID string) error {
	n, err := tx.Exec(ctx, queries.Get("link.Remove"), store.Args{"channel": channel, "external_id": externalID})
	if err == nil && n == 0 {
		err = fault.NotFoundf("There is no such link.")
	}
	if err != nil {
		return err
	}
	return store.Bump(ctx, tx)
}

// Holder is a channel that carries an id.
type Holder struct{ Property, Channel int64 }

// Holders lists where an id is linked; none is an empty list.
func Holders(ctx context.Context, src store.Source, kind Kind, externalID string) (list []Holder, err error) {
	a := store.Args{"external_id": externalID, "kind": string(kind)}
	err = src.Each(ctx, queries.Get("channel.Holder"), a, func(r *sql.Rows) error {
		var h Holder
		err := r.Scan(&h.Property, &h.Channel)
		list = append(list, h)
		return err
	})
	return list, err
}

const longestID = 32

// CleanID is one of Meta's ids as digits. Ids are text: they exceed what spreadsheets and JavaScript count exactly. An ad account's
// act_ is taken off. Anything else is fault.Invalid.
func CleanID(kind Kind, id string) (string, error) {
	id = strings.TrimSpace(id)
	if kind == Ads {
		id = strings.TrimPrefix(id, "act_")
	}
	if id == "" || len(id) > longestID || strings.Trim(id, "0123456789") != "" {
		return "", fault.Invalidf("%q is not an id of Meta's: it has digits only.", id)
	}
	return id, nil
}
