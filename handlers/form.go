package handlers

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"net"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// Forms carry a token that a foreign page cannot know. For a person it is bound to the session. Before sign-in there is no session
// and none is made, or every visit of a robot would write a row: the secret then stands in a cookie of its own, host-bound and
// strict, and the form must repeat it. A foreign page can neither read that cookie nor, by its prefix, plant one over https. What
// an attacker could win there is only to sign somebody in as himself, and the origin check stands against that as well.
const (
	secretSize  = 24
	tokenField  = "csrf"
	tokenHeader = "X-CSRF-Token"
)

// FormToken is what forms send as csrf, or scripts as X-CSRF-Token. Each call gives another text of the same secret, so that the
// length of a compressed page that also shows what a stranger typed tells nothing about it.
func (r *Request) FormToken() string {
	secret := r.formSecret()
	if len(secret) != secretSize {
		secret = make([]byte, secretSize)
		rand.Read(secret)
		r.plantSecret(base64.RawURLEncoding.EncodeToString(secret))
	}
	masked := make([]byte, 2*secretSize)
	pad := masked[:secretSize]
	rand.Read(pad)
	subtle.XORBytes(masked[secretSize:], pad, secret)
	return base64.RawURLEncoding.EncodeToString(masked)
}

// formSecret is the secret of the session, before sign-in that of the cookie; nil where there is none.
func (r *Request) formSecret() []byte {
	text := r.planted
	if r.session.m != nil && r.session.user(r.ctx) != 0 {
		text = r.session.m.GetString(r.ctx, formKey)
	} else if text == "" {
		text = r.Ctx.Cookies(r.secretCookie())
	}
	secret, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(secret) != secretSize {
		return nil
	}
	return secret
}

func (r *Request) secretCookie() string { return cookieName("form", r.site.https()) }

func (r *Request) plantSecret(text string) {
	r.planted = text
	r.Ctx.Cookie(&fiber.Cookie{Name: r.secretCookie(), Value: text, Path: "/", HTTPOnly: true, Secure: r.site.https(), SameSite: fiber.CookieSameSiteStrictMode, SessionOnly: true})
}

var errForm = fiber.NewError(fiber.StatusForbidden, "This form is too old, or it came from another site. Load the page again and send it once more.")

// checkForm guards every change: the request must come from our own pages by what the browser says, and carry the token.
func (r *Request) checkForm() error {
	if !r.fromOurPages() {
		return fiber.NewError(fiber.StatusForbidden, "This request came from another address than "+r.site.Link("")+". Use that one, or set TANDEM_PUBLIC_URL to the address you use.")
	}
	given := r.Ctx.Get(tokenHeader)
	if given == "" && r.route.TokenInBody {
		return nil // the handler verifies the first part of its stream
	}
	if given == "" && strings.HasPrefix(r.Ctx.Get(fiber.HeaderContentType), fiber.MIMEApplicationForm) {
		given = r.raw(tokenField)
	}
	return r.Verify(given)
}

// Verify compares a form's token with the secret, in constant time. Handlers of TokenInBody routes call it before they act.
func (r *Request) Verify(given string) error {
	masked, err := base64.RawURLEncoding.DecodeString(given)
	secret := r.formSecret()
	if err != nil || len(masked) != 2*secretSize || secret == nil {
		return errForm
	}
	subtle.XORBytes(masked[secretSize:], masked[secretSize:], masked[:secretSize])
	if subtle.ConstantTimeCompare(masked[secretSize:], secret) != 1 {
		return errForm
	}
	r.verified = true
	return nil
}

// fromOurPages believes the two headers that browsers set and pages cannot. A request with neither is no browser's; it still needs
// the token.
func (r *Request) fromOurPages() bool {
	if site := r.Ctx.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		return false
	}
	origin := r.Ctx.Get(fiber.HeaderOrigin)
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" {
		return false
	}
	if u.Scheme == r.site.public.Scheme && u.Host == r.site.public.Host {
		return true
	}
	// This machine has several names; any of them will do as long as the page came from the same one. A name that an attacker's server
	// points here is not among them.
	return r.site.loopback && u.Scheme == "http" && isLoopback(u.Hostname()) && u.Host == string(r.Ctx.Request().Host())
}

// peer is the address the connection came from; headers are not asked.
func (r *Request) peer() string {
	if a, ok := r.Ctx.Context().RemoteAddr().(*net.TCPAddr); ok {
		return a.IP.String()
	}
	return ""
}
