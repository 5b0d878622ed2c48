package handlers

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"tandem/aggregates/people"

	"github.com/alexedwards/scs/v2"
	"github.com/gofiber/fiber/v2"
)

// How long a session lasts: without a request, and in all.
const (
	idleLimit     = 30 * time.Minute
	absoluteLimit = 12 * time.Hour
	seenEvery     = time.Minute
)

// sessions is scs with our own store, our own format and our own idle limit. The idle limit of scs would write at each request;
// ours writes when the last note is a minute old.
type sessions struct{ *scs.SessionManager }

func newSessions(p *people.People, secure bool) *sessions {
	m := scs.New() // the store it begins with sweeps an empty map once a minute; stopping it races with its own start
	m.Store = sessionStore{p}
	m.Codec = sessionCodec{}
	m.Lifetime = absoluteLimit
	m.HashTokenInStore = true // who reads the file cannot sign in with what stands there
	m.Cookie.Name = cookieName("sid", secure)
	m.Cookie.Secure = secure
	m.Cookie.HttpOnly = true
	m.Cookie.SameSite = http.SameSiteLaxMode
	m.Cookie.Path = "/"
	m.Cookie.Persist = false
	return &sessions{m}
}

// cookieName binds the cookie to this host by its prefix. Browsers take the prefix only with Secure, so plain http, which New allows
// on this machine only, goes without both.
func cookieName(name string, secure bool) string {
	if secure {
		return "__Host-" + name
	}
	return name
}

// session is the part of scs that handlers use. Values are strings.
type session struct{ m *sessions }

const (
	userKey  = "user"  // id
	formKey  = "form"  // secret behind the tokens of forms
	sinceKey = "since" // sign-in, Unix milliseconds
	seenKey  = "seen"  // last request noted, Unix milliseconds
	flashKey = "flash"
	newToken = "token" // an API token, shown once on the next page
)

// user is who signed in, 0 for nobody.
func (s session) user(ctx context.Context) int64 {
	id, _ := strconv.ParseInt(s.m.GetString(ctx, userKey), 10, 64)
	return id
}

// begin starts a session of a person under a new token, with nothing left of what was there before: whoever knew the old token must
// not share the new rights.
func (s session) begin(ctx context.Context, user int64, now time.Time) error {
	if err := s.m.Clear(ctx); err != nil {
		return err
	}
	if err := s.m.RenewToken(ctx); err != nil {
		return err
	}
	secret := make([]byte, secretSize)
	rand.Read(secret)
	s.m.Put(ctx, userKey, strconv.FormatInt(user, 10))
	s.m.Put(ctx, formKey, base64.RawURLEncoding.EncodeToString(secret))
	s.m.Put(ctx, sinceKey, strconv.FormatInt(now.UnixMilli(), 10))
	s.m.Put(ctx, seenKey, strconv.FormatInt(now.UnixMilli(), 10))
	return nil
}

// end destroys the session here and in the store.
func (s session) end(ctx context.Context) error { return s.m.Destroy(ctx) }

// instant is a noted time; the zero time where none is.
func (s session) instant(ctx context.Context, key string) time.Time {
	ms, _ := strconv.ParseInt(s.m.GetString(ctx, key), 10, 64)
	return time.UnixMilli(ms)
}

// keep ends a session that lasted too long and notes that a living one was seen.
func (s session) keep(ctx context.Context, now time.Time) error {
	if s.user(ctx) == 0 {
		return nil
	}
	seen := now.Sub(s.instant(ctx, seenKey))
	if seen > idleLimit || now.Sub(s.instant(ctx, sinceKey)) > absoluteLimit {
		return s.end(ctx)
	}
	if seen >= seenEvery {
		s.m.Put(ctx, seenKey, strconv.FormatInt(now.UnixMilli(), 10))
	}
	return nil
}

// inSession loads the session, answers, and writes what changed. Errors are answered inside, so that the session of a failed request
// (an ended one, say) is written too. Streams begin after this returns, hence after the commit.
func (s *Site) inSession(r *Request, answer func() error) error {
	ctx, err := s.sessions.Load(r.ctx, r.Ctx.Cookies(s.sessions.Cookie.Name))
	if err != nil {
		return err
	}
	r.ctx, r.session = ctx, session{s.sessions}
	r.Ctx.SetUserContext(ctx)
	r.Ctx.Vary(fiber.HeaderCookie)
	if err := r.session.keep(ctx, s.Clock()); err != nil {
		return err
	}
	if err := answer(); err != nil {
		if err := s.fail(r.Ctx, err); err != nil {
			return err
		}
	}
	switch s.sessions.Status(ctx) {
	case scs.Modified:
		token, expiry, err := s.sessions.Commit(ctx)
		if err != nil {
			return err
		}
		s.setSessionCookie(r.Ctx, ctx, token, expiry)
	case scs.Destroyed:
		s.setSessionCookie(r.Ctx, ctx, "", time.Time{})
	}
	return nil
}

// setSessionCookie lets scs write its cookie into a header that becomes Fiber's.
func (s *Site) setSessionCookie(c *fiber.Ctx, ctx context.Context, token string, expiry time.Time) {
	w := headerOnly{http.Header{}}
	s.sessions.WriteSessionCookie(ctx, w, token, expiry)
	for _, v := range w.Header()[fiber.HeaderSetCookie] {
		c.Response().Header.Add(fiber.HeaderSetCookie, v)
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
}

type headerOnly struct{ header http.Header }

func (w headerOnly) Header() http.Header       { return w.header }
func (headerOnly) Write(b []byte) (int, error) { return len(b), nil }
func (headerOnly) WriteHeader(int)             {}

// sessionStore keeps sessions in the data file: reads on the reader pool, so that they do not queue behind an import.
type sessionStore struct{ people *people.People }

func (s sessionStore) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	return s.people.FindSession(ctx, token)
}

func (s sessionStore) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	_, values, err := sessionCodec{}.Decode(data)
	if err != nil {
		return err
	}
	text, _ := values[userKey].(string)
	user, _ := strconv.ParseInt(text, 10, 64)
	return s.people.KeepSession(ctx, token, data, expiry, user)
}

func (s sessionStore) DeleteCtx(ctx context.Context, token string) error {
	return s.people.EndSession(ctx, token)
}

// The forms without a context are part of scs's interface; it calls those above.

func (s sessionStore) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

func (s sessionStore) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

func (s sessionStore) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

// sessionCodec writes sessions as JSON of strings: readable in the file, and nothing in it can name a Go type to be built.
type sessionCodec struct{}

type sessionData struct {
	Deadline int64             `json:"deadline"`
	Values   map[string]string `json:"values"`
}

func (sessionCodec) Encode(deadline time.Time, values map[string]any) ([]byte, error) {
	d := sessionData{deadline.UnixMilli(), map[string]string{}}
	for k, v := range values {
		text, ok := v.(string)
		if !ok {
			return nil, fmt.Errorf("session value %s is a %T: sessions hold strings", k, v)
		}
		d.Values[k] = text
	}
	return json.Marshal(d)
}

func (sessionCodec) Decode(b []byte) (time.Time, map[string]any, error) {
	var d sessionData
	if err := json.Unmarshal(b, &d); err != nil {
		return time.Time{}, nil, err
	}
	values := map[string]any{}
	for k, v := range d.Values {
		values[k] = v
	}
	return time.UnixMilli(d.Deadline), values, nil
}
