package people

import (
	"context"
	"net/mail"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/store"
)

// User is a person who can sign in, whatever organizations they belong to.
type User struct {
	ID    int64
	Email string // lower case
	Name  string // empty where the person gave none
	State string // active or disabled
	Theme string // light or dark; empty follows the system
}

// Active reports whether the person may sign in.
func (u User) Active() bool { return u.State == stateActive }

// The states of users and memberships.
const (
	stateActive   = "active"
	stateInvited  = "invited"
	stateDisabled = "disabled"
)

// Find is the user of an id; fault.NotFound where there is none.
func (p *People) Find(ctx context.Context, id int64) (User, error) {
	return findUser(ctx, p.machinery(), id)
}

func findUser(ctx context.Context, src store.Source, id int64) (u User, err error) {
	return u, src.One(ctx, queries.Get("user.Find"), store.Args{"id": id}, &u.ID, &u.Email, &u.Name, &u.State, &u.Theme)
}

// FindByEmail is the user of an address in any spelling; fault.NotFound where there is none.
func (p *People) FindByEmail(ctx context.Context, email string) (User, error) {
	u, _, err := byEmail(ctx, p.machinery(), cleanEmail(email))
	if fault.Is(err, fault.NotFound) {
		err = fault.NotFoundf("There is no user with the e-mail address %s.", email)
	}
	return u, err
}

func byEmail(ctx context.Context, src store.Source, email string) (u User, hash string, err error) {
	return u, hash, src.One(ctx, queries.Get("user.FindByEmail"), store.Args{"email": email},
		&u.ID, &u.Email, &u.Name, &u.State, &u.Theme, &hash)
}

func cleanEmail(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

const longestEmail = 254

// ParseEmail is an address in lower case; anything else is fault.Invalid.
func ParseEmail(s string) (string, error) {
	s = cleanEmail(s)
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || len(s) > longestEmail {
		return "", fault.Invalidf("That is not an e-mail address.")
	}
	return s, nil
}

// SetTheme keeps how a person wants pages to look: light, dark, or empty to follow the system.
func (p *People) SetTheme(ctx context.Context, user int64, theme string) error {
	if theme != "" && theme != "light" && theme != "dark" {
		return fault.Invalidf("The look is %q; it can be light, dark or that of the system.", theme)
	}
	return p.machinery().Write(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, queries.Get("user.SetTheme"), store.Args{"id": user, "theme": theme})
		return err
	})
}

// ChangePassword lets a person replace their own password, who proves the old one. All their sessions end; the caller renews the
// one at hand. A wrong old password is fault.NotAllowed and counts as a failed sign-in.
func (p *People) ChangePassword(ctx context.Context, user int64, old, fresh Secret, address string) error {
	u, err := p.Find(ctx, user)
	if err != nil {
		return err
	}
	if err := CheckPassword(fresh, u.Email); err != nil {
		return err
	}
	if _, err := p.Authenticate(ctx, u.Email, old, address); err != nil {
		if !fault.Is(err, fault.NotAllowed) || RetryAfter(err) > 0 {
			return err
		}
		return fault.NotAllowedf("The present password is not right.")
	}
	return p.SetPassword(ctx, user, fresh)
}

// SetPassword replaces a password without asking for the old one, and ends the person's sessions: for the command line, and for
// ChangePassword once the old one was proven.
func (p *People) SetPassword(ctx context.Context, user int64, fresh Secret) error {
	u, err := p.Find(ctx, user)
	if err != nil {
		return err
	}
	if err := CheckPassword(fresh, u.Email); err != nil {
		return err
	}
	hash, err := p.hash(ctx, fresh)
	if err != nil {
		return err
	}
	return p.machinery().Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec(ctx, queries.Get("user.SetPassword"), store.Args{"id": user, "password": hash}); err != nil {
			return err
		}
		return endSessions(ctx, tx, user)
	})
}
