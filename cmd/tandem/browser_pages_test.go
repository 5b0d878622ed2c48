package main_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// sortsAndSearches orders the list by views and looks for words of one post.
func sortsAndSearches(b *browser, _ place) {
	b.open("/p/1/content" + march)
	const first = ".pieces tbody .piece-text a"
	const views = `[...document.querySelectorAll('.pieces tbody')].map(r=>[...r.querySelectorAll('tr:first-child td')].find(d=>(d.dataset.label||'').startsWith('Views'))).filter(Boolean).map(d=>parseInt(d.innerText.replace(/\D/g,''))||0)`
	if n := b.count(first); n == 0 {
		b.Fatalf("no content is listed: %.400s", b.text("main"))
	}
	column := read[int](b, `1+[...document.querySelectorAll('.pieces thead th')].findIndex(h=>h.innerText.startsWith('Views'))`)
	if column == 0 {
		b.Fatal("there is no column of views")
	}
	b.click(fmt.Sprintf(".pieces thead th:nth-child(%d) a", column))
	for i, list := 1, read[[]int64](b, views); i < len(list); i++ {
		if list[i] > list[i-1] {
			b.Errorf("the list is not sorted by views: %v", list)
			break
		}
	}
	b.do(chromedp.Focus(chromedp.CSS(".toolbar input[name=q]")))
	b.leads(chromedp.KeyEvent("Queue at seven" + kb.Enter))
	if title := b.text(first); title != "Queue at seven" || b.count(first) != 1 {
		b.Errorf("the search finds %d pieces, first %q", b.count(first), title)
	}
	b.click(first)
	b.says("main", "Queue at seven")
	b.clean()
}

// looksAtEveryPage holds each page from a small phone up in both themes: nothing scrolls sideways, nothing is left unstyled.
func looksAtEveryPage(b *browser, p place) {
	p.tandem(0, "property", "add", "Harbour Kiosk", "--timezone", "Europe/Lisbon")
	p.run(longPassword+"\n", "user", "add", viewerEmail, "--role", "viewer", "--property", "Harbour Kiosk", "--password-stdin").exits(0)
	p.imports(0, p.file("ads.csv", adsReport), "--property", "Quayside Bakery")
	b.open("/p/1/content" + march)
	post := read[string](b, `document.querySelector('.pieces tbody .piece-text a').getAttribute('href')`)
	pages := []string{"/", "/p/1" + march, "/p/1" + march + "&platform=instagram", "/p/1/content" + march, "/p/1/content" + march + "&platform=instagram", post,
		"/p/1/content" + march + "&view=works", "/p/1/content" + march + "&view=carry", "/p/1/twins" + march,
		"/p/1" + march + "&asof=" + time.Now().UTC().Format(time.DateOnly), "/p/1/content" + march + "&asof=" + time.Now().UTC().Format(time.DateOnly), "/p/1?asof=2020-01-01",
		"/p/1/imports", "/p/1/imports/1", "/p/1/imports/1/undo", "/p/2", "/p/2/imports", "/settings", "/settings/properties/new", "/settings/properties/1",
		"/settings/people/2?organization=1",
		"/settings/annotations?organization=1", "/settings/annotations/1?organization=1", "/p/99"}
	ground := map[string]string{"light": "rgb(250, 249, 246)", "dark": "rgb(19, 18, 16)"}
	for _, path := range pages {
		b.open(path)
		for _, theme := range []string{"light", "dark"} {
			b.system(theme)
			if got := read[string](b, `getComputedStyle(document.body).backgroundColor`); got != ground[theme] {
				b.Errorf("%s in %s stands on %s", path, theme, got)
			}
			if unread := read[[]string](b, unreadable); len(unread) > 0 {
				b.Errorf("%s in %s cannot be read: %q", path, theme, unread)
			}
		}
		for _, width := range []int64{360, 768, 900, 1100, 1440} {
			b.do(chromedp.EmulateViewport(width, 900))
			if !b.soon(`document.documentElement.scrollWidth<=document.documentElement.clientWidth`) { // the chart follows its card a moment later
				b.Errorf("%s is %d pixels wider than %d", path, read[int](b, `document.documentElement.scrollWidth-document.documentElement.clientWidth`), width)
			}
		}
		b.clean("404")
	}
	b.system("light")
}

// unreadable lists headings, links and buttons whose colour is that of the ground they stand on.
const unreadable = `(()=>{const ground=e=>{for(;e;e=e.parentElement){const c=getComputedStyle(e).backgroundColor;if(!/, 0\)$|transparent/.test(c))return c}return ''};
return [...document.querySelectorAll('h1,h2,a,button,label,td,dd')].filter(e=>e.checkVisibility()&&e.innerText.trim()&&getComputedStyle(e).color===ground(e)).map(e=>e.innerText.slice(0,40))})()`

func signsOut(b *browser, _ place) {
	b.open("/p/1")
	b.click(".me button[type=submit]")
	if b.path() != "/login" {
		b.Errorf("signing out leads to %s", b.path())
	}
	b.open("/p/1")
	if !strings.HasPrefix(b.path(), "/login?next=") {
		b.Errorf("a page is open to nobody: %s", b.path())
	}
	b.clean()
}

// signsInByKeys touches no mouse, and can see all the time where it is.
func signsInByKeys(b *browser, _ place) {
	b.open("/login")
	b.soon(`document.activeElement.name === 'email'`) // a browser gives the first focus with the first frame, which comes after the page
	const focus = `(e=>{const s=getComputedStyle(e);return (e.name||e.type||e.tagName)+' '+(e.matches(':focus-visible')&&s.outlineStyle!=='none'&&parseFloat(s.outlineWidth)>=2)})(document.activeElement)`
	for _, step := range []struct{ where, keys string }{{"email true", ownerEmail + kb.Tab}, {"password true", longPassword + kb.Tab}} {
		if at := read[string](b, focus); at != step.where {
			b.Errorf("the focus is %q, want %q", at, step.where)
		}
		b.do(chromedp.KeyEvent(step.keys))
	}
	if at := read[string](b, focus); at != "submit true" {
		b.Errorf("after the password the focus is %q", at)
	}
	b.leads(chromedp.KeyEvent(kb.Enter))
	b.says("main", "Quayside Bakery", "Harbour Kiosk")
	b.do(chromedp.KeyEvent(kb.Tab))
	if at := b.text(":focus"); at != "Skip to content" || read[string](b, focus) != "A true" {
		b.Errorf("the first Tab leads to %q", at)
	}
	b.click(".me button[type=submit]")
	b.clean()
}

// seesNothingOfOthers signs in somebody who was granted another property.
func seesNothingOfOthers(b *browser, _ place) {
	b.open("/login")
	b.fill("[name=email]", viewerEmail, "[name=password]", longPassword)
	b.click("button[type=submit]")
	if b.path() != "/p/2" {
		b.Errorf("the viewer of one property lands at %s", b.path())
	}
	b.says("body", "Harbour Kiosk")
	b.clean()
	missing := ""
	for _, path := range []string{"/p/99", "/p/1", "/p/1/content", "/p/1/imports", "/p/1/imports/1"} {
		if status := b.open(path); status != 404 {
			b.Errorf("%s answers the viewer of another property with %d", path, status)
		}
		text := b.text("body")
		if strings.Contains(text, "Quayside Bakery") {
			b.Errorf("%s names the property: %q", path, text)
		}
		if missing == "" {
			missing = b.text("h1")
		} else if b.text("h1") != missing {
			b.Errorf("%s differs from a page that never was: %q", path, text)
		}
	}
	b.clean("404")
}

// watchesThePolicy shows that the complaints counted all the way can be other than none.
func watchesThePolicy(b *browser, _ place) {
	b.open("/login")
	b.clean()
	read[string](b, `document.querySelector('main').insertAdjacentHTML('beforeend','<p style="color:red">x</p>');console.error('heard');'x'`)
	for wait := 0; wait < 100 && b.heard() < 2; wait++ {
		b.do(chromedp.Sleep(20 * time.Millisecond))
	}
	if b.heard() < 2 {
		b.Error("an inline style and an error in the console went unheard")
	}
	b.clean("inline style", "console.error")
}
