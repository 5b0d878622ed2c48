package property

import (
	"context"
	"strings"
	"time"
	"unicode"

	"tandem/aggregates/fault"
	"tandem/aggregates/store"
)

// New is a property to be added. Empty ids link nothing; an ad account id may carry its act_.
type New struct {
	Name             string
	Timezone         string // IANA name; empty is UTC
	Currency         string // ISO 4217; may be empty
	FacebookPage     string
	InstagramAccount string
	AdAccounts       []string
}

// Add makes a property with a channel for each id given. A name that is taken, or an id that another property holds, is
// fault.Conflict.
func Add(ctx context.Context, s store.Scope, n New, now time.Time) (p Property, err error) {
	if p.Name, p.Timezone, p.Currency, err = clean(n.Name, n.Timezone, n.Currency); err != nil {
		return p, err
	}
	err = s.Write(ctx, func(tx *store.Tx) error {
		id, err := tx.Insert(ctx, queries.Get("property.Add"), store.Args{"name": p.Name, "timezone": p.Timezone, "currency": p.Currency, "now": now.UnixMilli()})
		if err != nil {
			return taken(err, p.Name)
		}
		for _, l := range n.links() {
			if l.ExternalID == "" {
				continue
			}
			if _, err := LinkExternal(ctx, tx, id, l); err != nil {
				return err
			}
		}
		if err := store.Bump(ctx, tx); err != nil {
			return err
		}
		p, err = Find(ctx, tx, id)
		return err
	})
	return p, err
}

func (n New) links() []Link {
	list := []Link{{Kind: Facebook, ExternalID: n.FacebookPage}, {Kind: Instagram, ExternalID: n.InstagramAccount}}
	for _, id := range n.AdAccounts {
		list = append(list, Link{Kind: Ads, ExternalID: id, Currency: n.Currency})
	}
	return list
}

// Update changes name, time zone and currency; fault.NotFound where the organization has no such property.
func Update(ctx context.Context, s store.Scope, id int64, name, timezone, currency string) (err error) {
	if name, timezone, currency, err = clean(name, timezone, currency); err != nil {
		return err
	}
	return s.Write(ctx, func(tx *store.Tx) error {
		n, err := tx.Exec(ctx, queries.Get("property.Update"), store.Args{"id": id, "name": name, "timezone": timezone, "currency": currency})
		if err != nil {
			return taken(err, name)
		}
		if n == 0 {
			return fault.NotFoundf("There is no such property.")
		}
		return store.Bump(ctx, tx)
	})
}

func taken(err error, name string) error {
	if fault.Is(err, fault.Conflict) {
		return fault.Wrap(fault.Conflict, err, "There is a property named %s already.", name)
	}
	return err
}

const longestName = 120

func clean(name, timezone, currency string) (string, string, string, error) {
	name, timezone, currency = strings.TrimSpace(name), strings.TrimSpace(timezone), strings.ToUpper(strings.TrimSpace(currency))
	if name == "" || len([]rune(name)) > longestName || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return "", "", "", fault.Invalidf("The property needs a name of at most %d printable characters.", longestName)
	}
	if timezone == "" {
		timezone = "UTC"
	}
	// "Local" is whatever the machine is set to: another day after a move.
	if _, err := time.LoadLocation(timezone); err != nil || timezone == "Local" {
		return "", "", "", fault.Invalidf("The time zone %q is not known. Use an IANA name such as Europe/Lisbon.", timezone)
	}
	if !IsCurrency(currency) && currency != "" {
		return "", "", "", fault.Invalidf("The currency %q is not known. Use three letters such as EUR.", currency)
	}
	return name, timezone, currency, nil
}

// IsCurrency reports whether s is written as ISO 4217 writes currencies: three capital letters. Which codes exist changes with
// countries, so no list is kept.
func IsCurrency(s string) bool {
	if len(s) != 3 {
		return false
	}
	for _, c := range s {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return true
}
