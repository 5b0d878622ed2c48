package handlers

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"tandem/aggregates/people"
	"tandem/aggregates/period"
	"tandem/aggregates/property"
	"tandem/views/format"
	"tandem/views/parts"
	"tandem/views/shell"
)

// Frame fills what stands around a page: who is signed in, the properties to switch to, the rooms of the one in view, the message
// left by the last change. It is the only place that does.
func (r *Request) Frame(title, room string) (shell.Frame, error) {
	f := shell.Frame{
		Title: title, Room: room, Theme: r.User.Theme, CSRF: r.FormToken(), SettingsHref: "/settings",
		Organization: shell.House{Href: "/"},
		User:         shell.Person{Name: r.User.Name, Email: r.User.Email, Role: roleWord(r.Role), SignOut: "/logout"},
	}
	if text := r.session.m.PopString(r.ctx, flashKey); text != "" {
		tone, rest, _ := strings.Cut(text, "\n")
		sentence, undo, undoable := strings.Cut(rest, "\n")
		f.Flash = []parts.FlashModel{{Tone: tone, Text: sentence}}
		if undoable {
			f.Flash[0].Undo = &parts.UndoModel{Action: undo, CSRF: f.CSRF}
		}
	}
	if r.Organization == 0 {
		home := shell.PortfolioRoom(0)
		f.Home = &home
		return f, nil
	}
	f.Organization.Name = r.OrganizationName
	f.SettingsHref = inOrganization("/settings", r.Organization)
	names, err := property.Names(r.ctx, r.house(), r.confined())
	if err != nil {
		return f, err
	}
	f.Organization.Note = format.Plural(int64(len(names)), "property", "properties")
	for _, n := range names {
		link := shell.PropertyLink{Name: n.Name, Href: propertyPath(n.ID), Current: n.ID == r.Property.ID}
		f.Properties = append(f.Properties, link)
		if link.Current {
			f.Property = &link
		}
	}
	if f.Property != nil {
		f.Nav = shell.PropertyRooms(propertyPath(r.Property.ID), "", r.Role.AtLeast(people.Analyst))
	}
	if len(names) != 1 || f.Property == nil {
		home := shell.PortfolioRoom(len(names))
		f.Home = &home
		if len(names) > 1 && r.Role.AtLeast(people.Analyst) {
			drops := shell.DropsRoom(inOrganization("/imports", r.Organization))
			f.Drops = &drops
		}
	}
	return f, nil
}

// confined is the user for whom lists of properties are cut down to those granted; 0 cuts nothing.
func (r *Request) confined() int64 {
	if r.Role == people.Viewer {
		return r.User.ID
	}
	return 0
}

func roleWord(role people.Role) string {
	if role == "" {
		return ""
	}
	return strings.ToUpper(string(role[:1])) + string(role[1:])
}

// FrameOver is Frame with the choice of days, comparison and platform. The links keep whatever else the address holds, but not the
// page number, which means another row in another period. The rooms carry the period along.
func (r *Request) FrameOver(title, room string, p period.Period) (shell.Frame, error) {
	f, err := r.Frame(title, room)
	if err != nil {
		return f, err
	}
	f.Nav = shell.PropertyRooms(propertyPath(r.Property.ID), p.Values().Encode(), r.Role.AtLeast(people.Analyst))
	link := r.linker(p)
	f.Period = periodModel(p, r.Today(), link)
	f.Period.Action, f.Period.Keep = r.Ctx.Path(), r.kept("from", "to", "page")
	r.framePast(&f, p, link)
	for _, each := range []struct {
		platform period.Platform
		text     string
		mark     string
	}{{period.Together, "Together", "together"}, {period.Facebook, "Facebook", "facebook"}, {period.Instagram, "Instagram", "instagram"}} {
		q := p
		q.Platform = each.platform
		f.Platforms = append(f.Platforms, parts.Segment{Text: each.text, Mark: each.mark, Href: link(q), Current: p.Platform == each.platform})
	}
	return f, nil
}

// linker gives the present address over another period.
func (r *Request) linker(p period.Period) func(period.Period) string {
	values := r.Values()
	values.Del("page")
	values.Del("asof") // comes with the period
	path := r.Ctx.Path()
	return func(q period.Period) string {
		next := url.Values{}
		for k, v := range values {
			next[k] = v
		}
		for k, v := range q.Values() {
			next[k] = v
		}
		return (&url.URL{Path: path, RawQuery: next.Encode()}).String()
	}
}

// kept are the values of the address except some, as a form sends them along.
func (r *Request) kept(except ...string) (list []parts.Option) {
	values := r.Values()
	for _, k := range except {
		values.Del(k)
	}
	for _, k := range sortedKeys(values) {
		for _, v := range values[k] {
			list = append(list, parts.Option{Value: k, Text: v})
		}
	}
	return list
}

func periodModel(p period.Period, today period.Day, link func(period.Period) string) *shell.Period {
	m := &shell.Period{
		Text: format.Range(p.From.Time(), p.To.Time()), Days: format.Plural(int64(p.Days()), "day", "days"),
		From: p.From.String(), To: p.To.String(), Max: today.String(),
	}
	if c, ok := p.Compared(); ok {
		m.Versus = format.RangeShort(c.From.Time(), c.To.Time())
	}
	over := func(r period.Range) string {
		q := p
		q.Range = r
		return link(q)
	}
	n := period.Day(p.Days())
	m.Previous = over(p.Before())
	if p.To < today {
		m.Next = over(period.Range{From: p.From + n, To: p.To + n})
	}
	for _, days := range []period.Day{7, 28, 90, 365} {
		last := period.Range{From: today - days, To: today - 1}
		m.Presets = append(m.Presets, parts.MenuItem{Text: "Last " + strconv.Itoa(int(days)) + " days", Href: over(last), Current: p.Range == last})
	}
	for _, each := range []struct {
		compare period.Comparison
		text    string
	}{{period.Previous, "The days before"}, {period.Year, "A year earlier"}, {period.None, "Nothing"}} {
		q := p
		q.Compare = each.compare
		m.Compares = append(m.Compares, parts.MenuItem{Text: each.text, Href: link(q), Current: p.Compare == each.compare})
	}
	return m
}

func sortedKeys(v url.Values) []string {
	return slices.Sorted(maps.Keys(v))
}
