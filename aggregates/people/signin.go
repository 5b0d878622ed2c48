package people

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/store"
)

// How failures slow sign-in down. An account is never locked: whoever knows an address could else keep its owner out. So the delay
// of an account stays short, whatever happens, and only that of an address prefix grows long.
const (
	freeOfAccount  = 5 // failures before an account is slowed
	freeOfPrefix   = 20
	longestAccount = 30 * time.Second
	longestPrefix  = 15 * time.Minute
	quiet          = time.Hour // after which failures are forgotten
	busyDelay      = 5 * time.Second
)

// Authenticate gives the active user of an e-mail address and password. address is the one the request came from; its prefix is
// counted, not the address, since one person commands a whole prefix.
//
// Anything wrong (unknown address, wrong password, disabled user) is the same fault.NotAllowed after the same work. Too many
// failures are fault.NotAllowed with RetryAfter set, before the password is looked at.
func (p *People) Authenticate(ctx context.Context, email string, password Secret, address string) (User, error) {
	email = cleanEmail(email)
	account, prefix := accountKey(email), prefixKey(address)
	// Waiting for the place to hash comes first: attempts that arrive together are then judged one after the other, each with the
	// failures of those before it. Otherwise a hundred guesses at once would all pass the count.
	leave, err := p.turn(ctx)
	if err != nil {
		return User{}, err
	}
	defer leave()
	if err := p.delayed(ctx, account, prefix); err != nil {
		return User{}, err
	}
	u, hash, err := byEmail(ctx, p.machinery(), email)
	if fault.Is(err, fault.NotFound) {
		hash, err = nobody, nil
	}
	if err != nil {
		return User{}, err
	}
	if !matches(password, hash) || u.ID == 0 || !u.Active() {
		return User{}, errors.Join(wrong(), p.failed(ctx, account, prefix))
	}
	return u, p.machinery().Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec(ctx, queries.Get("failure.Clear"), store.Args{"key": account}); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("user.Seen"), store.Args{"id": u.ID, "now": p.now()})
		return err
	})
}

func wrong() error { return fault.NotAllowedf("E-mail address or password is not right.") }

// delayed is the refusal while an account or a prefix must wait; nil when it need not.
func (p *People) delayed(ctx context.Context, account, prefix string) error {
	var wait time.Duration
	now := p.clock()
	err := p.machinery().Each(ctx, queries.Get("failure.Find"), store.Args{"keys": []string{account, prefix}}, func(r *sql.Rows) error {
		var key string
		var count, last int64
		if err := r.Scan(&key, &count, &last); err != nil {
			return err
		}
		free, longest := int64(freeOfAccount), longestAccount
		if key == prefix {
			free, longest = freeOfPrefix, longestPrefix
		}
		if now.UnixMilli()-last < quiet.Milliseconds() {
			wait = max(wait, time.UnixMilli(last).Add(delay(count, free, longest)).Sub(now))
		}
		return nil
	})
	if err != nil || wait <= 0 {
		return err
	}
	wait = max(wait.Round(time.Second), time.Second)
	return &fault.Error{Kind: fault.NotAllowed, RetryAfter: wait,
		Message: fmt.Sprintf("Too many failed attempts. Try again in %d seconds.", int(wait.Seconds()))}
}

// delay is one second after the first failure beyond the free ones, and doubles from there.
func delay(count, free int64, longest time.Duration) time.Duration {
	over := count - free
	if over < 0 {
		return 0
	}
	if over > 20 {
		return longest
	}
	return min(time.Second<<over, longest)
}

func (p *People) failed(ctx context.Context, keys ...string) error {
	return p.machinery().Write(ctx, func(tx *store.Tx) error {
		for _, k := range keys {
			if _, err := tx.Exec(ctx, queries.Get("failure.Record"), store.Args{"key": k, "now": p.now(), "quiet": p.now() - quiet.Milliseconds()}); err != nil {
				return err
			}
		}
		return nil
	})
}

// RetryAfter is how long the person must wait, 0 where err asks for no wait.
func RetryAfter(err error) time.Duration {
	var e *fault.Error
	if errors.As(err, &e) {
		return e.RetryAfter
	}
	return 0
}

// accountKey hides the address: people type passwords into the wrong field, and failures are kept for an hour.
func accountKey(email string) string {
	sum := sha256.Sum256([]byte(email))
	return "account " + hex.EncodeToString(sum[:])
}

// prefixKey is the network an address belongs to: what one subscriber is usually given.
func prefixKey(address string) string {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return "prefix unknown"
	}
	bits := 24
	if a = a.Unmap(); a.Is6() {
		bits = 64
	}
	pre, err := a.WithZone("").Prefix(bits)
	if err != nil {
		return "prefix unknown"
	}
	return "prefix " + pre.String()
}
