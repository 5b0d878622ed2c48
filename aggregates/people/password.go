package people

import (
	"context"
	_ "embed"
	"strings"

	"tandem/aggregates/fault"

	"github.com/alexedwards/argon2id"
)

// cost is 19 MiB, two passes, one lane: the least that is recommended against guessing on graphics cards, and small enough for a
// server that is to run in 80 MiB.
var cost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// nobody is the hash of a random password that was thrown away. An unknown e-mail address is held against it, so that the answer
// takes as long as for a known one.
const nobody = "$argon2id$v=19$m=19456,t=2,p=1$ZuHW8IsBahcGI1G+HhVrkQ$Mqqywok9KMjCz051IISia0W7MWNVh0N+ScUzcuYhGng"

// breached are passwords of ten or more characters that head the lists of leaked ones, a line each, in lower case.
//
//go:embed breached.txt
var breached string

const (
	shortestPassword = 10
	longestPassword  = 256 // bytes; hashing takes what it is given, so the input is bounded
)

// CheckPassword says whether a new password is good enough for a person: long enough, not among the most leaked, not the e-mail
// address. Errors are fault.Invalid and say what to change.
func CheckPassword(password Secret, email string) error {
	text := password.Reveal()
	plain := strings.ToLower(strings.TrimSpace(text))
	local, _, _ := strings.Cut(strings.ToLower(email), "@")
	switch {
	case len([]rune(text)) < shortestPassword:
		return fault.Invalidf("The password needs at least %d characters.", shortestPassword)
	case len(text) > longestPassword:
		return fault.Invalidf("The password is longer than %d bytes.", longestPassword)
	case plain == strings.ToLower(email) || local != "" && strings.Trim(plain, "0123456789!.-_") == local:
		return fault.Invalidf("The password must not be the e-mail address.")
	case strings.Contains("\n"+breached, "\n"+plain+"\n") || strings.Trim(plain, firstRune(plain)) == "":
		return fault.Invalidf("This password is among the first that others would try. Choose another.")
	}
	return nil
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

// hash seals a password, one at a time.
func (p *People) hash(ctx context.Context, password Secret) (string, error) {
	leave, err := p.turn(ctx)
	if err != nil {
		return "", err
	}
	defer leave()
	return argon2id.CreateHash(password.Reveal(), cost)
}

// turn waits for the place in which hashing happens; leave gives it back.
func (p *People) turn(ctx context.Context) (leave func(), err error) {
	select {
	case p.hashing <- struct{}{}:
		return func() { <-p.hashing }, nil
	case <-ctx.Done():
		return nil, &fault.Error{Kind: fault.Outside, Message: "Too many people are signing in at this moment. Try again.", RetryAfter: busyDelay}
	}
}

// matches compares a password with a hash. It must be called within a turn.
func matches(password Secret, hash string) bool {
	if len(password) > longestPassword {
		password = password[:longestPassword] // as slow as any other wrong one, and never right: no stored one is that long
	}
	ok, err := argon2id.ComparePasswordAndHash(password.Reveal(), hash)
	return err == nil && ok
}
