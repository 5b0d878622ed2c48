package shell

import (
	"strconv"

	"github.com/a-h/templ"

	"tandem/views/parts"
)

// Rooms of the navigation, as Frame.Room names them.
const (
	RoomPortfolio = "portfolio"
	RoomOverview  = "overview"
	RoomContent   = "content"
	RoomImports   = "imports"
	RoomSettings  = "settings"
	// RoomDrops is where files of all properties are dropped.
	RoomDrops = "drops"
)

// Frame is everything around a page's content.
type Frame struct {
	// Title is the page's name: the document title and, unless NoHeadline, the h1.
	Title string
	// Room is the current entry of the navigation; empty marks none.
	Room string
	// Theme is "light" or "dark" where the person chose one; empty follows the system.
	Theme string
	// CSRF is the token of the session, for forms and for the script.
	CSRF string
	// Charts loads the chart script; leave it false on pages without one.
	Charts bool

	Organization House
	// Property is the one in view; nil on pages of the organization.
	Property *PropertyLink
	// Properties fill the switcher, the current one among them.
	Properties []PropertyLink
	// Home is the list of properties, above the rooms; nil for who has one property only. See PortfolioRoom.
	Home *NavItem
	// Drops leads to the imports of all properties; nil for who has one property or only looks. See DropsRoom.
	Drops *NavItem
	// Nav are the rooms of the property in view; see PropertyRooms.
	Nav []NavItem
	// SettingsHref is empty for people who may not open the settings.
	SettingsHref string
	User         Person

	// Bridge is the sign of the property in view; nil shows none.
	Bridge *parts.BridgeModel
	// Search sends its words to a list; nil shows none.
	Search *Search
	// Platforms is the switch Together, Facebook, Instagram; nil shows none. Its
	// links keep the rest of the query.
	Platforms []parts.Segment
	// Period is the choice of days; nil on pages without one.
	Period *Period
	// Past is set where the page shows what was reported on a past day.
	Past *Past
	// Actions stand at the right of the header; nil shows none.
	Actions templ.Component
	Flash   []parts.FlashModel
	// NoHeadline leaves the row of title, platforms and period to the page.
	NoHeadline bool
}

// Past says that a page shows what was reported on a past day, and leads back to now.
type Past struct {
	// Day is in words with its year ("1 March 2026").
	Day string
	// NowHref is the same page as of now.
	NowHref string
}

// House is the organization in the corner. A page of several organizations, or of none, leaves Name empty, and none is drawn.
type House struct {
	Name string
	// Note is muted text under the name ("3 properties").
	Note string
	// Href leads to its first page.
	Href string
}

// Person is who is signed in.
type Person struct {
	// Name may be empty; the e-mail address stands in for it.
	Name, Email string
	// Role in words ("Owner").
	Role string
	// SignOut is where the form posts; empty shows none.
	SignOut string
}

func (p Person) name() string {
	if p.Name != "" {
		return p.Name
	}
	return p.Email
}

// place is where the person is and as what; either may be unknown.
func (f Frame) place() string {
	if f.Organization.Name == "" || f.User.Role == "" {
		return f.Organization.Name + f.User.Role
	}
	return f.Organization.Name + " · " + f.User.Role
}

// PropertyLink is a property in the switcher.
type PropertyLink struct {
	Name, Href string
	// Note is muted text beside the name; empty shows none.
	Note    string
	Current bool
}

// NavItem is a room in the navigation.
type NavItem struct {
	// Room is compared with Frame.Room.
	Room, Label, Icon, Href string
	// Count is a short number at the right edge; empty shows none.
	Count string
}

// PropertyRooms are the rooms of a property that exist, for a base such as "/p/7".
// query is carried along ("from=…&to=…"), so that a change of room keeps the
// period; empty carries nothing. The imports come only for those who may import.
func PropertyRooms(base, query string, mayImport bool) []NavItem {
	keep := func(path string) string {
		if query == "" {
			return path
		}
		return path + "?" + query
	}
	rooms := []NavItem{
		{Room: RoomOverview, Label: "Overview", Icon: "overview", Href: keep(base)},
		{Room: RoomContent, Label: "Content", Icon: "content", Href: keep(base + "/content")},
	}
	if mayImport {
		rooms = append(rooms, NavItem{Room: RoomImports, Label: "Imports", Icon: "imports", Href: base + "/imports"})
	}
	return rooms
}

// PortfolioRoom leads to the list of properties; n is how many there are, 0 says nothing.
func PortfolioRoom(n int) NavItem {
	item := NavItem{Room: RoomPortfolio, Label: "Properties", Icon: "portfolio", Href: "/"}
	if n > 0 {
		item.Count = strconv.Itoa(n)
	}
	return item
}

// DropsRoom leads to where files of all properties are dropped.
func DropsRoom(href string) NavItem {
	return NavItem{Room: RoomDrops, Label: "Import for all", Icon: "imports", Href: href}
}

// tabs are the entries of the bar at the bottom of a narrow screen.
func (f Frame) tabs() []NavItem {
	var list []NavItem
	if f.Home != nil {
		list = append(list, *f.Home)
	}
	if f.Drops != nil && f.Property == nil {
		list = append(list, *f.Drops)
	}
	list = append(list, f.Nav...)
	if f.SettingsHref != "" {
		list = append(list, settingsItem(f))
	}
	return list
}

// Search is the field of the header.
type Search struct {
	// Action is a GET address; Query is the current text, sent as "q".
	Action, Query, Placeholder string
	// Keep are further fields sent along, such as the period.
	Keep []parts.Option
}

// Period is the choice of days with its comparison. The handler writes every address,
// so that platform and other choices of the page are kept.
type Period struct {
	// Text is the span ("20 Oct – 16 Nov 2026"), Days its length ("28 days").
	Text, Days string
	// Versus is the compared span ("22 Sep – 19 Oct"); empty when nothing is compared.
	Versus string
	// Previous and Next move by one length; Next is empty at today.
	Previous, Next string
	// Presets are 7, 28, 90 and 365 days and whatever else the page offers.
	Presets []parts.MenuItem
	// Compares are previous, year and none; a page that compares nothing has none and shows no choice.
	Compares []parts.MenuItem
	// Action, From and To fill the form of free dates (YYYY-MM-DD); Max is the last
	// day that can be chosen.
	Action, From, To, Max string
	// Keep are the other fields of the query that the form sends along.
	Keep []parts.Option
	// AsOf is the day whose reports are shown (YYYY-MM-DD), empty for now; AsOfMax is the last that can be chosen, empty offers no choice. AsOfKeep are the other fields.
	AsOf, AsOfMax string
	AsOfKeep      []parts.Option
}

// Bare is the layout of pages without a frame.
type Bare struct {
	Title, Theme, CSRF string
	// Wide gives 620 instead of 400 pixels.
	Wide  bool
	Flash []parts.FlashModel
}

// Fault is an error page.
type Fault struct {
	Status int
	Title  string
	// Sentence is what the person is told and may do.
	Sentence string
	// Reference is the number that also stands in the log; empty shows none.
	Reference string
	// BackHref leads out; empty leads to "/".
	BackHref, BackText string
	// Theme as in Frame.
	Theme string
}

func (f Fault) back() parts.Action {
	a := parts.Action{Text: f.BackText, Href: f.BackHref, Primary: true}
	if a.Href == "" {
		a.Href = "/"
	}
	if a.Text == "" {
		a.Text = "To the first page"
	}
	return a
}
