package handlers_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"tandem/handlers/pagetest"
)

// figurePlaces are where a page shows a number.
const figurePlaces = "td.num, dd.num, .figure, .figure-key, .legend b, .kept-words, .band-item .figure"

// holdsFigures fails for a figure that is blank or a bare dash, for a missing one whose reason cannot be opened, and for one that a link would swallow.
func holdsFigures(t *testing.T, path string, a *pagetest.Answer) (figures, reasons int) {
	t.Helper()
	told := map[string]bool{}
	say := func(what string, s *goquery.Selection) {
		if html, _ := goquery.OuterHtml(s); !told[what] {
			t.Errorf("%s: %s: %.300s", path, what, html)
			told[what] = true
		}
	}
	a.Find(figurePlaces).Each(func(_ int, s *goquery.Selection) {
		text := strings.TrimSpace(s.Text())
		figures++
		switch number := strings.ContainsAny(text, "0123456789"); {
		case s.Find("form, button, a.btn").Length() > 0:
			figures--
		case text == "":
			say("a blank figure", s)
		case strings.Trim(text, "–—- ") == "":
			say("a bare dash", s)
		case !number && s.Find(".reason, .mark-missing").Length() == 0 && !s.Is(".reason"):
			say("words without a reason in place of a figure", s)
		}
	})
	a.Find("td").Each(func(_ int, s *goquery.Selection) {
		if text := strings.TrimSpace(s.Text()); strings.Trim(text, "–—- ") == "" && text != "" {
			say("a cell that is a dash", s)
		}
	})
	a.Find("details.reason").Each(func(_ int, s *goquery.Selection) {
		reasons++
		if strings.TrimSpace(s.Find("summary").Text()) == "" || !strings.HasSuffix(strings.TrimSpace(strings.TrimSuffix(s.Find(".because").Text(), s.Find(".because a").Text())), ".") {
			say("a reason without a word or a sentence", s)
		}
		if s.Closest("a, p, button").Length() > 0 {
			say("a reason that cannot be opened where it stands", s)
		}
	})
	a.Find("span.reason").Each(func(_ int, s *goquery.Selection) {
		if item := s.Closest("li"); item.Find(".because, .why").Length() == 0 {
			say("a reason that opens nowhere", s)
		}
	})
	return figures, reasons
}

// TestEveryEmptyFigureSaysWhy walks the demo's pages through a real session.
func TestEveryEmptyFigureSaysWhy(t *testing.T) {
	w, _ := pagetest.Demo(t)
	c := w.SignIn(pagetest.DemoOwner)
	var paths []string
	for _, days := range []string{"", "from=2026-10-20&to=2026-11-16", "from=2025-11-01&to=2025-11-30", "from=2026-01-01&to=2026-11-16", "from=2024-11-17&to=2026-11-16", "from=2020-01-01&to=2020-01-28"} {
		for _, platform := range []string{"together", "facebook", "instagram"} {
			at := "?" + days + "&platform=" + platform
			for _, m := range []string{"views", "reach", "interactions", "followers", "link_clicks", "spend", "posts"} {
				paths = append(paths, "/p/1"+at+"&metric="+m)
			}
			for _, kind := range []string{"", "twins", "stories", "collabs"} {
				paths = append(paths, "/p/1/content"+at+"&kind="+kind)
			}
			paths = append(paths, "/p/1/content"+at+"&view=gallery", "/p/1/content"+at+"&view=works", "/p/1/content"+at+"&view=carry")
		}
	}
	paths = append(paths, "/", "/p/1/imports", "/p/1/imports/1", "/p/1/imports/9", "/settings", "/settings/properties/1")
	for _, list := range []string{"/p/1/content?", "/p/1/content?kind=twins", "/p/1/content?kind=stories", "/p/1/content?kind=collabs&from=2024-11-17&to=2026-11-16"} {
		c.Get(list).Find(".pieces .piece-text a, .pieces tbody > tr:first-child .piece a").Each(func(i int, s *goquery.Selection) {
			if href, ok := s.Attr("href"); ok && i < 3 && !slices.Contains(paths, href) {
				paths = append(paths, href)
			}
		})
	}
	figures, reasons := 0, 0
	for _, path := range paths {
		a := c.Get(path)
		if a.Code != http.StatusOK && a.Code != http.StatusSeeOther {
			t.Errorf("%s answers %d", path, a.Code)
			continue
		}
		f, r := holdsFigures(t, path, a)
		figures, reasons = figures+f, reasons+r
	}
	t.Logf("%d pages, %d figures, %d reasons", len(paths), figures, reasons)
	if figures < 5000 || reasons < 200 {
		t.Errorf("only %d figures and %d reasons were looked at", figures, reasons)
	}
}
