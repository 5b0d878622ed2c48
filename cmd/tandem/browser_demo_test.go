package main_test

import "testing"

// demoPages are looked at on the demo, which has everything in it: years of posts, twins, seams and gaps.
var demoPages = []struct{ name, path string }{
	{"what works", "/p/1/content?view=works"},
	{"what works by views", "/p/1/content?view=works&by=views&platform=instagram"},
	{"worth carrying over", "/p/1/content?view=carry"},
}

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
		b.looks(each.name)
	}
	b.clean()
}
