package main_test

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// demoPages are looked at on the demo, which has everything in it: years of posts, twins, seams and gaps.
var demoPages = []struct{ name, path string }{
	{"overview demo", "/p/1"},
	{"overview with a seam", "/p/1?from=2025-09-01&to=2026-03-01&compare=year"},
	{"overview as reported", "/p/1?asof=" + weeksAgo},
	{"overview of spend", "/p/1?metric=spend&why=spend"},
	{"content demo", "/p/1/content"},
	{"content as reported", "/p/1/content?asof=" + weeksAgo},
	{"content twins at 7 days", "/p/1/content?kind=twins&age=7"},
	{"could be twins", "/p/1/twins?from=2024-01-01&to=2027-12-31"},
	{"what works", "/p/1/content?view=works"},
	{"what works by views", "/p/1/content?view=works&by=views&platform=instagram"},
	{"worth carrying over", "/p/1/content?view=carry"},
	{"what works as reported", "/p/1/content?view=works&asof=" + weeksAgo},
	{"before the first record", "/p/1?asof=2001-01-01"},
}

// weeksAgo is a day in the demo's past.
var weeksAgo = time.Now().AddDate(0, 0, -40).Format(time.DateOnly)

func TestBrowserDemoPages(t *testing.T) {
	looking(t)
	p := newPlace(t)
	s := p.start("Password", "demo", "--properties", "1", "--addr", freeAddress(t))
	b := openBrowser(t, s.lines["URL"])
	b.open("/login")
	b.fill("[name=email]", s.lines["E-mail"], "[name=password]", s.lines["Password"])
	b.click("button[type=submit]")
	for _, each := range demoPages {
		b.open(each.path)
		b.soon(`!document.querySelector('#past [aria-busy]')`) // figures of a past day are put together first
		b.looks(each.name)
		b.paper(each.name)
	}
	// a post's own page, whose curve carries what the owner marked
	b.open("/p/1/content?sort=views&from=" + time.Now().AddDate(0, 0, -60).Format(time.DateOnly) + "&to=" + weeksAgo)
	b.click(".pieces tbody .piece-text a")
	if flags, stems := b.count("#reports .chart-flags li"), b.count("#reports .curve > .flag-stem"); flags == 0 || stems < flags {
		b.Errorf("the post's curve lists %d flags and draws %d", flags, stems)
	}
	b.looks("post marked")
	b.paper("post marked")
	b.open("/p/1")
	b.printsAndGoesOn()
	b.do(chromedp.Click(chromedp.CSS(".chart-switch label:last-child")))
	b.paper("overview as a table")
	b.clean()
}
