package imports

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/metric"
	"tandem/aggregates/store"
)

// Choice is what a person said beside a file.
type Choice struct {
	Property int64  `json:"property"` // 0: the one whose linked ids the file names
	Platform string `json:"platform"` // for day files that do not name theirs
	// Several says that Platform was given for all files of a drop: it answers for those that ask and contradicts none.
	Several bool `json:"several,omitempty"`
	// Yes accepts a file of another currency, Page or account than the property's.
	Yes bool `json:"yes"`
	// Mapping is what its columns are, as somebody says now or said before; nil where the file is known by itself.
	Mapping *Used `json:"mapping,omitempty"`
	// Only is the one Page or account whose posts are read of a file of several; '' for all. Rest says that records of which nobody can tell an account,
	// such as rejected ones, count with this part.
	Only string `json:"only,omitempty"`
	Rest bool   `json:"rest,omitempty"`
}

// destination is where a file will go, settled before anything is stored.
type destination struct {
	property int64
	channels map[string]int64 // existing ones by platform; 0 where one must be made
	adopt    []Owner          // ids to link with this import
	linked   bool             // all of them were linked before
	notes    []string
	doubts   []string // sentences a person must say yes to
}

// channel is one channel of a property with its linked ids.
type channel struct {
	id             int64
	kind, currency string
	links          map[string]string // external id → name
}

// Doubts lists what a person must say yes to before the file can be stored in the property, none if nothing.
func (d *Desk) Doubts(ctx context.Context, s store.Scope, p Preview, c Choice) ([]string, error) {
	dest, err := d.settle(ctx, s, p, c)
	return dest.doubts, err
}

// settle decides property, channels and ids of a file. Errors are fault.Invalid with the hint what to say.
func (d *Desk) settle(ctx context.Context, s store.Source, p Preview, c Choice) (destination, error) {
	dest := destination{property: c.Property, channels: map[string]int64{}}
	if dest.property == 0 {
		id, err := d.owning(ctx, s, p)
		if err != nil {
			return dest, err
		}
		dest.property = id
	}
	if p.Asks && c.Platform == "" {
		return dest, fault.Invalidf("%s does not say whether it is of Facebook or Instagram. Say which: --platform facebook or --platform instagram.", p.File)
	}
	h, err := d.house(ctx, s, dest.property)
	if err != nil {
		return dest, err
	}
	h.settle(p, &dest)
	return dest, nil
}

// house is what a property has when a file arrives.
type house struct {
	channels []channel
	currency string
}

func (d *Desk) house(ctx context.Context, s store.Source, property int64) (h house, err error) {
	if h.channels, err = d.channels(ctx, s, property); err != nil {
		return h, err
	}
	var name string
	return h, s.One(ctx, queries.Get("property.Currency"), store.Args{"property": property}, &h.currency, &name)
}

// settle finds the channels for a file whose platform is known.
func (h house) settle(p Preview, dest *destination) {
	channels := h.channels
	switch p.Platform {
	case metric.Ads:
		settleAds(p, channels, h.currency, dest)
	case "together":
		dest.channels[metric.Facebook], dest.channels[metric.Instagram] = single(channels, metric.Facebook), single(channels, metric.Instagram)
	default:
		dest.channels[p.Platform] = single(channels, p.Platform)
		settleOwner(p, channels, dest)
	}
}

// settleAgain settles a file once more when its turn has come: an import that went before may have made the channel, linked another account, brought the same bytes
// (then again is that import and the entry of this one goes), or be this very one.
func (d *Desk) settleAgain(ctx context.Context, s store.Scope, id int64, p Preview, c Choice) (dest destination, again Import, err error) {
	i, err := d.Find(ctx, s, id)
	if err != nil {
		return dest, Import{}, err
	}
	if i.State != Staged {
		return dest, Import{}, fault.Conflictf("Import %d is %s; there is nothing to store.", id, i.State)
	}
	again, ok, err := d.already(ctx, s, p, c)
	if err == nil && ok {
		err = d.discard(ctx, s, i, again.ID)
	}
	if err != nil || ok {
		return dest, again, err
	}
	dest, err = d.settle(ctx, s, p, c)
	if err == nil && len(dest.doubts) > 0 && !c.Yes {
		err = doubted(p, dest, id)
	}
	return dest, Import{}, err
}

// doubted refuses what a person would have to say yes to, in the words of where they say it.
func doubted(p Preview, dest destination, staged int64) error {
	how := "Say yes (--yes) to import it all the same."
	if staged != 0 {
		how = "Tick the box to import it all the same."
	}
	return fault.Invalidf("%s %s%s", dest.doubts[0], how, p.divisible())
}

// divisible says of a file of several Pages or accounts that each can have its own property; ” of others.
func (p Preview) divisible() string {
	if len(p.Accounts) < 2 {
		return ""
	}
	return fmt.Sprintf(" It holds posts of %d accounts: each can go into a property of its own, on its page, with --split, or with the parameter split of the API.", len(p.Accounts))
}

func single(channels []channel, kind string) int64 {
	for _, c := range channels {
		if c.kind == kind {
			return c.id
		}
	}
	return 0
}

// settleOwner holds the account of a content file against the property's.
func settleOwner(p Preview, channels []channel, dest *destination) {
	if p.Owner.ID == "" {
		return
	}
	var links map[string]string
	for _, c := range channels {
		if c.kind == p.Platform {
			links = c.links
		}
	}
	noun := "Page"
	if p.Platform == metric.Instagram {
		noun = "Instagram account"
	}
	for id := range links {
		if slices.Contains(p.Owners, id) {
			// Linked already. The import holds on to the ids it names, so that undoing the one that brought them first does not unlink them.
			dest.linked = true
			for known, name := range links {
				if slices.Contains(p.Owners, known) {
					dest.adopt = append(dest.adopt, Owner{ID: known, Name: name})
				}
			}
			if _, own := links[p.Owner.ID]; !own {
				dest.notes = append(dest.notes, fmt.Sprintf("Most posts of this file are of %s. They are kept as posts of another account and count apart.", p.Owner))
			}
			return
		}
	}
	dest.adopt = []Owner{p.Owner}
	if len(links) == 0 {
		dest.notes = append(dest.notes, fmt.Sprintf("Linked the property to the %s %s, which this file is of.", noun, p.Owner))
		return
	}
	var known []string
	for id, name := range links {
		known = append(known, Owner{ID: id, Name: name}.String())
	}
	slices.Sort(known)
	dest.doubts = append(dest.doubts, fmt.Sprintf("This file is of the %s %s, but the property's is %s.", noun, p.Owner, strings.Join(known, " and ")))
	dest.notes = append(dest.notes, fmt.Sprintf("Added the %s %s to the property, as was confirmed.", noun, p.Owner))
}

// settleAds finds the ad account of a report: by its id, else by its currency.
func settleAds(p Preview, channels []channel, currency string, dest *destination) {
	var accounts []channel
	for _, c := range channels {
		if c.kind == metric.Ads {
			accounts = append(accounts, c)
		}
	}
	if p.Owner.ID != "" {
		dest.adopt = []Owner{p.Owner}
	}
	doubt := func(c string) {
		if p.Currency != "" && c != "" && c != p.Currency {
			dest.doubts = append(dest.doubts, fmt.Sprintf("This file is in %s, but the property's ad account is in %s.", p.Currency, c))
		}
	}
	for _, a := range accounts {
		if _, linked := a.links[p.Owner.ID]; linked && p.Owner.ID != "" {
			dest.channels[metric.Ads] = a.id
			doubt(a.currency)
			return
		}
	}
	for _, a := range accounts {
		fits := a.currency == p.Currency || a.currency == "" || p.Currency == ""
		if fits && (p.Owner.ID == "" || len(a.links) == 0) {
			dest.channels[metric.Ads] = a.id
			return
		}
	}
	dest.channels[metric.Ads] = 0
	if len(accounts) == 0 {
		doubt(currency)
		return
	}
	before := len(dest.doubts)
	doubt(accounts[0].currency)
	if len(dest.doubts) == before {
		dest.doubts = append(dest.doubts, fmt.Sprintf("This file is of the ad account %s, but the property's is %s.", p.Owner, ownersOf(accounts)))
	}
	dest.notes = append(dest.notes, "Added a further ad account to the property, as was confirmed.")
}

func ownersOf(accounts []channel) string {
	var out []string
	for _, a := range accounts {
		for id, name := range a.links {
			out = append(out, Owner{ID: id, Name: name}.String())
		}
	}
	slices.Sort(out)
	return strings.Join(out, " and ")
}

// String is the name with the id, or what is known of the two.
func (o Owner) String() string {
	switch {
	case o.Name == "":
		return o.ID
	case o.ID == "":
		return o.Name
	}
	return fmt.Sprintf("%s (%s)", o.Name, o.ID)
}

// owning is the property whose linked ids the file names.
func (d *Desk) owning(ctx context.Context, s store.Source, p Preview) (int64, error) {
	ids := p.Owners
	if p.Owner.ID != "" && len(ids) == 0 {
		ids = []string{p.Owner.ID}
	}
	if len(ids) == 0 {
		return 0, fault.Invalidf("%s does not name a Page or account. Say which property it belongs to: --property NAME.", p.File)
	}
	var found []int64
	if err := s.Each(ctx, queries.Get("channel_link.Owning"), store.Args{"ids": ids}, func(r *sql.Rows) error {
		var id int64
		err := r.Scan(&id)
		found = append(found, id)
		return err
	}); err != nil {
		return 0, err
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return 0, fault.Invalidf("No property is linked to %s. Say which property the file belongs to: --property NAME.%s", p.Owner, p.divisible())
	}
	return 0, fault.Invalidf("%d properties are linked to accounts this file names. Say which it belongs to: --property NAME.%s", len(found), p.divisible())
}

func (d *Desk) channels(ctx context.Context, s store.Source, property int64) ([]channel, error) {
	var out []channel
	err := s.Each(ctx, queries.Get("channel.Of"), store.Args{"property": property}, func(r *sql.Rows) error {
		var c channel
		var id, name sql.NullString
		if err := r.Scan(&c.id, &c.kind, &c.currency, &id, &name); err != nil {
			return err
		}
		if n := len(out); n == 0 || out[n-1].id != c.id {
			c.links = map[string]string{}
			out = append(out, c)
		}
		if id.Valid {
			out[len(out)-1].links[id.String] = name.String
		}
		return nil
	})
	return out, err
}
