package handlers

import (
	"context"
	"net/url"
	"strings"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/past"
	"tandem/aggregates/people"
	"tandem/aggregates/period"
	"tandem/aggregates/property"
	"tandem/aggregates/store"

	"github.com/gofiber/fiber/v2"
)

// requestKey is where fail finds the Request of a context.
const requestKey = "request"

// Request is what a page's handler gets: who asks, for what, until when. Its policy has filled and checked the fields.
type Request struct {
	Ctx   *fiber.Ctx // never to be kept, nor given to another goroutine
	site  *Site
	route Route
	ctx   context.Context

	session  session
	verified bool
	planted  string
	// version is the organization's data version once Unchanged has read it.
	version   int64
	versioned bool

	User             people.User // zero before sign-in and with a token
	Organization     int64       // 0 under public, setup and signed_in
	OrganizationName string      // empty with a token
	Role             people.Role // empty with a token
	Token            people.Token
	Property         property.Property // zero under policies without one; as of the day where the page is

	// Set where the address asks for a past day; see Period.
	past    *past.Past
	asOf    period.Day
	present property.Property // as of now
}

// Context ends with the route's timeout and when the server stops. Only this one goes below the handler.
func (r *Request) Context() context.Context { return r.ctx }

// Site is the whole site with its dependencies.
func (r *Request) Site() *Site { return r.site }

// Scope is the door to the organization's rows; on a page as of a past day, to those of its property as of then.
func (r *Request) Scope() store.Scope {
	if r.past != nil {
		return r.past.Scope
	}
	return r.house()
}

// house is the door to the organization's rows as of now, also on a page of a past day.
func (r *Request) house() store.Scope { return r.site.DB.For(r.Organization) }

// Now is the site's clock; on a page as of a past day the last moment of that day, so that words like "2 days old" are those of then.
func (r *Request) Now() time.Time {
	now := r.site.Clock()
	if r.past == nil {
		return now
	}
	if end := (r.asOf + 1).Start(r.Property.Location()).Add(-time.Millisecond); end.Before(now) {
		return end
	}
	return now
}

// Today is the present day in the property's zone, in UTC without a property; on a page as of a past day that day.
func (r *Request) Today() period.Day { return period.DayOf(r.Now().In(r.Property.Location())) }

// MayChange reports whether a page may offer changes of the property's data: to those who bring data in, and not on a page as of a past day.
func (r *Request) MayChange() bool { return r.past == nil && r.Role.AtLeast(people.Analyst) }

// Param is a part of the path, decoded.
func (r *Request) Param(name string) string {
	text, err := url.PathUnescape(r.Ctx.Params(name))
	if err != nil {
		return ""
	}
	return text
}

// Values are the query of the address; what cannot be parsed is left out.
func (r *Request) Values() url.Values {
	v, err := url.ParseQuery(string(r.Ctx.Request().URI().QueryString()))
	if err != nil && v == nil {
		return url.Values{}
	}
	return v
}

// Query is one value of the address, empty where there is none.
func (r *Request) Query(name string) string { return r.Values().Get(name) }

// Period is the period that the address asks for; a wrong one is fault.Invalid, which answers 400. Where the address asks for a past day of a property, Scope, Property,
// Now and Today are those of that day from here on, so a page reads its period before anything else.
func (r *Request) Period() (period.Period, error) {
	v := r.Values()
	if r.Property.ID == 0 {
		v.Del("asof") // lists of properties are of now
	}
	p, err := period.Parse(v, r.Today())
	if err == nil && p.AsOf != 0 {
		err = r.enterPast(p.AsOf)
	}
	return p, err
}

// Field is a named field of a form, without space around it and at most limit bytes long: a longer one is fault.Invalid. The query is
// not looked at.
func (r *Request) Field(name string, limit int) (string, error) {
	text := strings.TrimSpace(r.raw(name))
	if len(text) > limit {
		return "", fault.Invalidf("The field %s is longer than %d bytes.", name, limit)
	}
	return text, nil
}

// Secret is a password of a form, as it was typed.
func (r *Request) Secret(name string) people.Secret { return people.Secret(r.raw(name)) }

func (r *Request) raw(name string) string {
	return strings.Clone(string(r.Ctx.Request().PostArgs().Peek(name)))
}

// FieldIDs are the values of a field that may come several times; what is no id is fault.Invalid.
func (r *Request) FieldIDs(name string) (ids []int64, err error) {
	for _, b := range r.Ctx.Request().PostArgs().PeekMulti(name) {
		id, ok := number(string(b))
		if !ok {
			return nil, fault.Invalidf("The field %s holds something that is no number.", name)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// fields reads several short fields at once, in the order of names.
func (r *Request) fields(names ...string) ([]string, error) {
	var list []string
	for _, n := range names {
		text, err := r.Field(n, 1024)
		if err != nil {
			return nil, err
		}
		list = append(list, text)
	}
	return list, nil
}

// RequestID names the request in the log and on error pages.
func (r *Request) RequestID() string { return requestID(r.Ctx) }

// bearer is the API token of the request, empty where there is none.
func (r *Request) bearer() people.Secret {
	text, ok := strings.CutPrefix(r.Ctx.Get(fiber.HeaderAuthorization), "Bearer ")
	if !ok || len(text) > 128 {
		return ""
	}
	return people.Secret(text)
}

// Actor is how the audit trail names who asks.
func (r *Request) Actor() string {
	switch {
	case r.User.ID != 0:
		return r.User.Email
	case r.Token.ID != 0:
		return "token " + r.Token.Name
	}
	return "nobody"
}

// Record appends to the organization's audit trail. The deed is done by then, so a trail that cannot be written goes to the log
// instead of undoing the answer.
func (r *Request) Record(action, object, detail string) { r.record(action, object, detail) }

func (r *Request) record(action, object, detail string) {
	err := r.site.People.Record(r.ctx, r.Organization, people.Entry{Actor: r.Actor(), Action: action, Object: object, Detail: detail, Request: r.RequestID()})
	if err != nil {
		r.site.Log.Error("audit line lost", "request", r.RequestID(), "action", action, "object", object, "error", err)
	}
}
