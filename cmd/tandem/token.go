package main

import (
	"context"
	"strconv"
	"time"

	"tandem/aggregates/people"
)

type tokenCommand struct {
	Create tokenCreate `cmd:"" help:"Make a token; its text is printed this once."`
	List   tokenList   `cmd:"" help:"List tokens, newest first."`
	Revoke tokenRevoke `cmd:"" help:"End a token at once."`
}

// tokenEntry is a token as the command line prints it.
type tokenEntry struct {
	ID        int64      `json:"id"`
	Name      string     `json:"name"`
	Property  *int64     `json:"property"` // null opens every property
	CreatedAt time.Time  `json:"created_at"`
	UsedAt    *time.Time `json:"used_at"`
	RevokedAt *time.Time `json:"revoked_at"`
	Token     string     `json:"token,omitempty"` // only when it was made just now
}

func tokenOf(t people.Token) tokenEntry {
	e := tokenEntry{ID: t.ID, Name: t.Name, CreatedAt: t.CreatedAt}
	if t.Property != 0 {
		e.Property = &t.Property
	}
	if !t.UsedAt.IsZero() {
		e.UsedAt = &t.UsedAt
	}
	if !t.RevokedAt.IsZero() {
		e.RevokedAt = &t.RevokedAt
	}
	return e
}

type tokenCreate struct {
	Name     string `help:"What the token is for." required:"" placeholder:"TEXT"`
	Property string `help:"The only property it opens, by name or id." placeholder:"NAME|ID"`
	JSON     bool   `help:"Print JSON."`
}

// Run makes a token.
func (t tokenCreate) Run(ctx context.Context, g *globals, c console) error {
	o, err := g.open(ctx, c)
	if err != nil {
		return err
	}
	defer o.close()
	var only int64
	if t.Property != "" {
		p, err := o.property(ctx, t.Property)
		if err != nil {
			return err
		}
		only = p.ID
	}
	made, text, err := o.people.CreateToken(ctx, o.Scope, t.Name, only)
	if err != nil {
		return err
	}
	o.record(ctx, c, "token made", made.Name)
	if t.JSON {
		e := tokenOf(made)
		e.Token = text.Reveal()
		return c.json(e)
	}
	c.say("Token %d, %s. It cannot be shown again:", made.ID, made.Name)
	c.print("%s", text.Reveal())
	return nil
}

type tokenList struct {
	JSON bool `help:"Print JSON."`
}

// Run lists the tokens, revoked ones included.
func (t tokenList) Run(ctx context.Context, g *globals, c console) error {
	o, err := g.open(ctx, c)
	if err != nil {
		return err
	}
	defer o.close()
	list, err := o.people.Tokens(ctx, o.Scope)
	if err != nil {
		return err
	}
	entries := []tokenEntry{}
	for _, each := range list {
		entries = append(entries, tokenOf(each))
		if !t.JSON {
			state := "opens every property"
			switch {
			case !each.RevokedAt.IsZero():
				state = "revoked"
			case each.Property != 0:
				state = "opens property " + strconv.FormatInt(each.Property, 10)
			}
			c.print("%d  %s  %s", each.ID, each.Name, state)
		}
	}
	if !t.JSON {
		return nil
	}
	return c.json(struct {
		Tokens []tokenEntry `json:"tokens"`
	}{entries})
}

type tokenRevoke struct {
	ID int64 `arg:"" help:"The token's number."`
}

// Run ends a token.
func (t tokenRevoke) Run(ctx context.Context, g *globals, c console) error {
	o, err := g.open(ctx, c)
	if err != nil {
		return err
	}
	defer o.close()
	if err := o.people.RevokeToken(ctx, o.Scope, t.ID); err != nil {
		return err
	}
	o.record(ctx, c, "token revoked", strconv.FormatInt(t.ID, 10))
	c.say("Token %d is revoked.", t.ID)
	return nil
}
