package shell

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"tandem/views/parts"
)

func draw(t *testing.T, c templ.Component) *goquery.Document {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	doc, err := goquery.NewDocumentFromReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestPageKnowsWhereItIs(t *testing.T) {
	doc := draw(t, Page(Frame{
		Title: "Content", Room: RoomContent, CSRF: "tok", Theme: "dark",
		Property: &PropertyLink{Name: "Corner Café"}, Nav: PropertyRooms("/p/7", "from=2026-10-20", true),
		User: Person{Email: "a@b.example", SignOut: "/logout"},
	}))
	for selector, want := range map[string]string{
		"title":                           "Content · Corner Café · Tandem",
		"h1":                              "Content",
		".side .nav a[aria-current=page]": "Content",
		".me-name [title]":                "a@b.example",
	} {
		if got := strings.TrimSpace(doc.Find(selector).First().Text()); got != want {
			t.Errorf("%s: %q, want %q", selector, got, want)
		}
	}
	if doc.Find("html").AttrOr("data-theme", "") != "dark" || doc.Find("meta[name=csrf]").AttrOr("content", "") != "tok" {
		t.Error("theme or token is missing")
	}
	if href := doc.Find(".side .nav a").First().AttrOr("href", ""); href != "/p/7?from=2026-10-20" {
		t.Errorf("a change of room loses the period: %q", href)
	}
	doc.Find("form[method=post]").Each(func(_ int, s *goquery.Selection) {
		if s.Find("input[name=csrf]").AttrOr("value", "") != "tok" {
			t.Error("a form that changes something has no token")
		}
	})
	if doc.Find("form[method=post]").Length() != 2 {
		t.Error("sign out must be reachable in the sidebar and on a narrow screen")
	}
	if doc.Find("script").Length() != 1 {
		t.Error("a page without a chart loads the chart script")
	}
}

func TestRoomsOfAReader(t *testing.T) {
	for _, item := range PropertyRooms("/p/7", "", false) {
		if item.Room == RoomImports {
			t.Error("imports are shown to someone who may not import")
		}
	}
}

func TestPeriodFormKeepsTheRest(t *testing.T) {
	doc := draw(t, PeriodPicker(Period{Text: "x", Action: "/p/7", From: "2026-10-20", To: "2026-11-16", Max: "2026-11-16",
		Keep: []parts.Option{{Value: "platform", Text: "facebook"}}, Previous: "?earlier"}))
	if got := doc.Find("form input[name=platform]").AttrOr("value", ""); got != "facebook" {
		t.Errorf("platform %q", got)
	}
	if doc.Find("input[name=from]").AttrOr("value", "") != "2026-10-20" || doc.Find("input[name=to]").AttrOr("max", "") != "2026-11-16" {
		t.Error("the form does not hold the days")
	}
	if doc.Find("a.step").Length() != 1 {
		t.Error("without a next period there must be one step only")
	}
}

func TestFaultPage(t *testing.T) {
	doc := draw(t, FaultPage(Fault{Status: 500, Title: "Something broke", Sentence: "Try again.", Reference: "ab-12"}))
	if got := doc.Find(".code").Text(); got != "Error 500 · reference ab-12" {
		t.Errorf("line %q", got)
	}
	if got := doc.Find("a.btn").AttrOr("href", ""); got != "/" {
		t.Errorf("way out %q", got)
	}
}
