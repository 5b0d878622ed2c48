package main

import (
	"context"
	"strings"
	"time"

	"tandem/aggregates/property"
)

type propertyCommand struct {
	Add  propertyAdd  `cmd:"" help:"Make a property."`
	List propertyList `cmd:"" help:"List the properties of the organization."`
	Show propertyShow `cmd:"" help:"Show one property."`
}

type propertyAdd struct {
	Name             string   `arg:"" help:"What the business is called."`
	Timezone         string   `help:"IANA name, such as Europe/Lisbon. Posts are shown by its days." default:"UTC" placeholder:"ZONE"`
	Currency         string   `help:"Three letters, such as EUR; left out, that of the first ads file." placeholder:"CODE"`
	FacebookPage     string   `help:"Meta's id of the Page." placeholder:"ID"`
	InstagramAccount string   `help:"Meta's id of the Instagram account." placeholder:"ID"`
	AdAccount        []string `help:"Meta's id of an ad account; may come several times." placeholder:"ID"`
	JSON             bool     `help:"Print JSON."`
}

// Run makes the property.
func (p propertyAdd) Run(ctx context.Context, g *globals, c console) error {
	o, err := g.openMaking(ctx, c)
	if err != nil {
		return err
	}
	defer o.close()
	made, err := property.Add(ctx, o.Scope, property.New{Name: p.Name, Timezone: p.Timezone, Currency: p.Currency, FacebookPage: p.FacebookPage,
		InstagramAccount: p.InstagramAccount, AdAccounts: p.AdAccount}, time.Now())
	if err != nil {
		return err
	}
	o.record(ctx, c, "property made", made.Name)
	if p.JSON {
		return c.json(made)
	}
	c.print("%d  %s", made.ID, made.Name)
	return nil
}

type propertyList struct {
	JSON bool `help:"Print JSON."`
}

// Run lists the properties by name.
func (p propertyList) Run(ctx context.Context, g *globals, c console) error {
	o, err := g.open(ctx, c)
	if err != nil {
		return err
	}
	defer o.close()
	list, err := property.List(ctx, o.Scope)
	if err != nil {
		return err
	}
	if p.JSON {
		if list == nil {
			list = []property.Property{}
		}
		return c.json(struct {
			Properties []property.Property `json:"properties"`
		}{list})
	}
	for _, each := range list {
		c.print("%d  %s", each.ID, each.Name)
	}
	if len(list) == 0 {
		c.say("No property yet. Make one: tandem property add NAME.")
	}
	return nil
}

type propertyShow struct {
	Property string `arg:"" help:"Name or id."`
	JSON     bool   `help:"Print JSON."`
}

// Run shows one property.
func (p propertyShow) Run(ctx context.Context, g *globals, c console) error {
	o, err := g.open(ctx, c)
	if err != nil {
		return err
	}
	defer o.close()
	found, err := o.property(ctx, p.Property)
	if err != nil {
		return err
	}
	if p.JSON {
		return c.json(found)
	}
	currency := found.Currency
	if currency == "" {
		currency = "not set yet"
	}
	c.print("%s (%d)\ntime zone  %s\ncurrency   %s", found.Name, found.ID, found.Timezone, currency)
	for _, channel := range found.Channels {
		ids := strings.Join(channel.ExternalIDs, ", ")
		if ids == "" {
			ids = "no id known yet"
		}
		c.print("%-10s %s", channel.Kind, strings.TrimSpace(ids+"  "+channel.Name))
	}
	return nil
}
