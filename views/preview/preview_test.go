package preview_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"tandem/static"
	"tandem/views/shell"
)

func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func pages() map[string]templ.Component {
	all := map[string]templ.Component{
		"signin.html": signIn(),
		"fault.html": shell.FaultPage(shell.Fault{Status: 404, Title: "Nothing here",
			Sentence: "There is no such page, or it is not yours to see.", Reference: "7f3a-19c2"}),
	}
	for _, theme := range []string{"light", "dark"} {
		all["overview-"+theme+".html"] = overview(theme)
		all["states-"+theme+".html"] = states(theme)
	}
	return all
}

// TestPreview writes the pages to $PREVIEW_DIR, or to a folder that goes with the
// test. Beside them lies static/, so that a browser opens them from the disk.
func TestPreview(t *testing.T) {
	dir := os.Getenv("PREVIEW_DIR")
	if dir == "" {
		dir = t.TempDir()
	}
	write := func(name string, body []byte) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, body, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range static.Paths() {
		body, _, _, _ := static.Lookup(p, "")
		write(strings.TrimPrefix(p, "/"), body)
	}
	for name, page := range pages() {
		html := strings.ReplaceAll(render(t, page), `"/static/`, `"static/`)
		write(name, []byte(html))
	}
}

// TestNothingInline holds what the content policy forbids, on every page drawn here.
func TestNothingInline(t *testing.T) {
	handler := regexp.MustCompile(`(?i)\son[a-z]+\s*=\s*["']`)
	for name, page := range pages() {
		html := render(t, page)
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(html))
		if err != nil {
			t.Fatal(err)
		}
		if n := doc.Find("[style], style").Length(); n > 0 {
			t.Errorf("%s: %d inline styles", name, n)
		}
		doc.Find("script").Each(func(_ int, s *goquery.Selection) {
			if s.AttrOr("type", "") != "application/json" && s.AttrOr("src", "") == "" {
				t.Errorf("%s: inline script %.60q", name, s.Text())
			}
		})
		if hit := handler.FindString(html); hit != "" {
			t.Errorf("%s: inline handler %q", name, hit)
		}
		if strings.Contains(html, "://") && !strings.Contains(html, "http://www.w3.org") {
			t.Errorf("%s names an address of elsewhere", name)
		}
	}
}

// TestIdsAreUnique would catch two parts on one page that claim the same anchor.
func TestIdsAreUnique(t *testing.T) {
	for name, page := range pages() {
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(render(t, page)))
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
			id := s.AttrOr("id", "")
			if seen[id] {
				t.Errorf("%s: id %q twice", name, id)
			}
			seen[id] = true
		})
	}
}

// TestHostileNames puts markup into every name a person or Meta could have chosen.
func TestHostileNames(t *testing.T) {
	const evil = `</script><script src=//x>"'<b onclick=1>`
	f := frame("light")
	f.Organization.Name, f.Property.Name, f.User.Name, f.Title = evil, evil, evil, evil
	large := bigChart()
	large.Title, large.Buckets[0].Full, large.Seams[0].Text = evil, evil, evil
	html := render(t, page(f, chartCard(large)))
	if strings.Contains(html, "<b onclick") || strings.Contains(html, "<script src=//x") {
		t.Error("a name became markup")
	}
	if n := strings.Count(html, "<script"); n != 3 {
		t.Errorf("%d scripts, want app, chart and one block of data", n)
	}
}
