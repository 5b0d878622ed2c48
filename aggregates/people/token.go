package people

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/store"
)

// Token opens the API of one organization, or of one property of it. The token's text is not kept.
type Token struct {
	ID           int64
	Organization int64
	Name         string
	Property     int64 // 0 opens every property
	CreatedAt    time.Time
	UsedAt       time.Time // to the minute; zero means never
	RevokedAt    time.Time // zero means it still opens
}

// Opens reports whether the token opens a property of its organization.
func (t Token) Opens(property int64) bool { return t.Property == 0 || t.Property == property }

// tokenPrefix lets secret scanners and people recognise a token of ours.
const tokenPrefix = "tdm_"

// CreateToken makes a token and gives its text, the only time it can be seen. property 0 opens every property; one of another
// organization is fault.NotFound.
func (p *People) CreateToken(ctx context.Context, s store.Scope, name string, property int64) (Token, Secret, error) {
	name, err := CleanName(name, "token")
	if err != nil {
		return Token{}, "", err
	}
	random := make([]byte, 32)
	rand.Read(random) // never fails: it ends the program where the system has no randomness
	text := tokenPrefix + base64.RawURLEncoding.EncodeToString(random)
	t := Token{Organization: s.Organization(), Name: name, Property: property, CreatedAt: p.clock().UTC()}
	a := store.Args{"name": name, "hash": tokenHash(text), "property": nil, "now": p.now()}
	if property != 0 {
		a["property"] = property
	}
	err = s.Write(ctx, func(tx *store.Tx) error {
		t.ID, err = tx.Insert(ctx, queries.Get("token.Add"), a)
		return err
	})
	return t, Secret(text), err
}

// Tokens lists the organization's tokens, newest first, revoked ones included.
func (p *People) Tokens(ctx context.Context, s store.Source) (list []Token, err error) {
	err = s.Each(ctx, queries.Get("token.List"), nil, func(r *sql.Rows) error {
		t, err := scanToken(r.Scan)
		list = append(list, t)
		return err
	})
	return list, err
}

// RevokeToken ends a token at once. One that does not exist, or ended before, is fault.NotFound.
func (p *People) RevokeToken(ctx context.Context, s store.Scope, id int64) error {
	return s.Write(ctx, func(tx *store.Tx) error {
		n, err := tx.Exec(ctx, queries.Get("token.Revoke"), store.Args{"id": id, "now": p.now()})
		if err == nil && n == 0 {
			err = fault.NotFoundf("There is no such token.")
		}
		return err
	})
}

// FindToken is the live token of a text, fault.NotFound for anything else. The look-up is by hash, so how long it takes says
// nothing about the text. Its use is noted at most once a minute: a write per request would queue behind imports.
func (p *People) FindToken(ctx context.Context, text Secret) (Token, error) {
	var t Token
	err := p.machinery().Each(ctx, queries.Get("token.Find"), store.Args{"hash": tokenHash(text.Reveal())}, func(r *sql.Rows) (err error) {
		t, err = scanToken(r.Scan)
		return err
	})
	if err == nil && t.ID == 0 {
		err = fault.NotFoundf("There is no such token.")
	}
	if err != nil || p.clock().Sub(t.UsedAt) < time.Minute {
		return t, err
	}
	return t, p.db.For(t.Organization).Write(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, queries.Get("token.Used"), store.Args{"id": t.ID, "now": p.now()})
		return err
	})
}

func scanToken(scan func(...any) error) (t Token, err error) {
	var property, created, used, revoked *int64
	err = scan(&t.ID, &t.Organization, &t.Name, &property, &created, &used, &revoked)
	if property != nil {
		t.Property = *property
	}
	t.CreatedAt, t.UsedAt, t.RevokedAt = instant(created), instant(used), instant(revoked)
	return t, err
}

// tokenHash needs no salt and no slow hash: the text is 32 random bytes, which nobody guesses.
func tokenHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
