package main_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

const (
	ownerEmail    = "owner@quayside.test"
	viewerEmail   = "viewer@quayside.test"
	longPassword  = "four quiet loaves rising"
	march         = "?from=2025-03-01&to=2025-03-28&compare=none"
	facebookPosts = 8_000 // enough that their import is still going on when the page is drawn
)

// figures are those that the walk compares with the pages.
type figures struct {
	Content struct {
		Facebook, Together struct{ Posts, Interactions, Pieces *int64 }
	}
	Activity struct {
		Together struct{ Views *int64 }
	}
}

// TestBrowserMainJob goes the way of a person with an empty folder: from set-up to figures and out again, in a real browser before the
// real program, whose command line says what the figures must be.
func TestBrowserMainJob(t *testing.T) {
	p := newPlace(t)
	s := p.start("Nobody can sign in yet. Set up the owner account", "serve", "--addr", freeAddress(t))
	b := openBrowser(t, s.lines["URL"])
	for _, step := range []struct {
		name string
		do   func(*browser, place)
	}{
		{"set-up", setsUp}, {"property", makesProperty}, {"drop", dropsFiles}, {"import", importsThem}, {"overview", readsOverview},
		{"marks", marksDays}, {"content", sortsAndSearches}, {"undo", undoesOne}, {"pages", looksAtEveryPage}, {"sign-out", signsOut}, {"keyboard", signsInByKeys},
		{"viewer", seesNothingOfOthers}, {"watch", watchesThePolicy},
	} {
		begun := time.Now()
		if step.do(b, p); t.Failed() {
			t.Fatalf("%s went wrong", step.name)
		}
		t.Logf("%s took %v", step.name, time.Since(begun).Round(time.Millisecond))
	}
	p.verified()
}

func (p place) figures() (f figures) {
	p.Helper()
	out := p.tandem(0, "totals", "--json", "--property", "1", "--from", "2025-03-01", "--to", "2025-03-28").out
	if err := json.Unmarshal([]byte(out), &f); err != nil {
		p.Fatal(err)
	}
	return f
}

// setsUp makes the owner account, once.
func setsUp(b *browser, _ place) {
	b.open("/")
	if b.path() != "/setup" {
		b.Fatalf("an empty file leads to %s", b.path())
	}
	b.fill("[name=organization]", "Quayside", "[name=email]", ownerEmail, "[name=password]", longPassword)
	b.click("button[type=submit]")
	b.says("main", "Make your first property")
	b.clean()
	if status := b.open("/setup"); status != 404 {
		b.Errorf("set-up is still open: %d", status)
	}
	b.clean("404")
}

func makesProperty(b *browser, _ place) {
	b.open("/")
	b.click("main .btn-primary")
	b.fill("[name=name]", "Quayside Bakery")
	b.do(chromedp.SetValue(chromedp.CSS("[name=timezone]"), "Europe/Lisbon"))
	b.fill("[name=currency]", "EUR")
	b.click("main button[type=submit]")
	if b.path() != "/p/1" {
		b.Fatalf("the new property is at %s", b.path())
	}
	b.says("body", "Quayside Bakery")
	b.clean()
}

// dropsFiles lets three files fall onto the page and reads what was recognised, while nothing is stored.
func dropsFiles(b *browser, p place) {
	names := []string{p.file("drop/facebook.csv", pilesOfPosts(facebookPosts)), p.file("drop/instagram.csv", instagramContent),
		p.file("drop/Views.csv", dayFile("Views", "2025-03-01=3000", "2025-03-02=4107"))}
	for i, name := range names {
		names[i] = filepath.Join(p.dir, name)
	}
	b.open("/p/1/imports")
	b.says("main", "Business Suite")
	b.drop("form[data-drop]", names...)
	b.do(chromedp.WaitVisible(chromedp.CSS("#staged .waiting-file:nth-child(3)")))
	b.says("#staged", "nothing is stored until you say so", "facebook.csv", "instagram.csv", "Views.csv")
	rows := map[string]string{"facebook.csv": "8,000", "instagram.csv": "3", "Views.csv": "2"}
	kinds := map[string]string{"facebook.csv": "Facebook", "instagram.csv": "Instagram", "Views.csv": "day"}
	for n := 1; n <= len(names); n++ {
		text := b.text(fmt.Sprintf("#staged .waiting-file:nth-child(%d)", n))
		for file := range rows {
			if strings.Contains(text, file) && (!strings.Contains(text, "Rows "+rows[file]) || !strings.Contains(text, kinds[file])) {
				b.Errorf("%s was recognised as %q", file, text)
			}
		}
	}
	if f := p.figures(); f.Content.Together.Posts != nil && *f.Content.Together.Posts != 0 || f.Activity.Together.Views != nil {
		b.Errorf("something was stored before the person said so: %+v", f)
	}
	b.clean()
}

// importsThem answers the one question, and follows the progress to its end.
func importsThem(b *browser, _ place) {
	if n := b.count("#staged [name=platform]:invalid"); n == 0 {
		b.Error("the day file's platform is not asked for")
	}
	b.do(chromedp.Click(chromedp.CSS("#staged [name=platform][value=facebook]")))
	b.click("#staged [name=all]")
	// Thousands of posts are stored before the browser looks: then it is their figures that are being added up.
	if text := b.text("#work"); !strings.Contains(text, "facebook.csv") && !strings.Contains(text, "added up") || b.count("#work progress") == 0 {
		b.Errorf("no progress is shown: %q", text)
	}
	const heard = `[...document.querySelectorAll('#work progress')].some(p=>p.value>0&&p.max>1)||!document.querySelector('#work')`
	if !b.soon(heard) {
		b.Error("the progress does not move")
	}
	b.do(chromedp.WaitVisible(chromedp.CSS("#outcome"))) // the page comes again by itself
	b.says("#outcome", "facebook.csv", "instagram.csv", "Views.csv")
	if b.count("#work") != 0 || b.count("#staged") != 0 {
		b.Error("work or waiting files are left")
	}
	b.clean()
}

// readsOverview compares the band with the command line.
func readsOverview(b *browser, p place) {
	b.click("#outcome .btn-primary")
	if !strings.HasPrefix(b.path(), "/p/1") || strings.Contains(b.path(), "imports") {
		b.Fatalf("the way to the overview ends at %s", b.path())
	}
	b.open("/p/1" + march)
	b.do(chromedp.WaitVisible(chromedp.CSS("#chart svg path")))
	b.agrees(p)
	b.clean()
}

// agrees holds the overview's band against totals of the same days.
func (b *browser) agrees(p place) {
	b.Helper()
	f := p.figures()
	for key, want := range map[string]*int64{"views": f.Activity.Together.Views, "interactions": f.Content.Together.Interactions, "posts": f.Content.Together.Posts} {
		if want == nil {
			b.Errorf("totals know no %s", key)
			continue
		}
		if got := b.band(key); got != *want {
			b.Errorf("the overview shows %d %s, totals say %d", got, key, *want)
		}
	}
}

// band is a figure of the overview's number band, with all its digits; -1 where it is no number.
func (b *browser) band(key string) int64 {
	b.Helper()
	text := read[string](b, fmt.Sprintf(`(e=>e?e.querySelector('[title]')?.title??e.innerText:'no figure')(document.querySelector('.band [data-key=%s] .figure'))`, key))
	number := strings.TrimPrefix(strings.ToLower(strings.TrimSpace(text)), "at least ") // a sum of known parts goes on with the reason
	number, _, _ = strings.Cut(number, ". ")
	n, err := strconv.ParseInt(strings.ReplaceAll(number, ",", ""), 10, 64)
	if err != nil {
		b.Errorf("%s reads %q", key, text)
		return -1
	}
	return n
}

// undoesOne takes one import back, from the list, and finds the figure as it was without it.
func undoesOne(b *browser, p place) {
	before := p.figures()
	b.open("/p/1/imports")
	row := read[int](b, `1+[...document.querySelectorAll('#history tbody tr')].findIndex(r=>r.innerText.includes('instagram.csv'))`)
	b.click(fmt.Sprintf("#history tbody tr:nth-child(%d) .history-act a", row))
	b.says("main", "instagram.csv")
	b.click("main form.form button[type=submit]")
	b.do(chromedp.WaitVisible(chromedp.CSS("#outcome")))
	b.says("#history tbody tr:nth-child("+strconv.Itoa(row)+")", "undone")
	after := p.figures()
	gone := *before.Content.Together.Posts - *after.Content.Together.Posts
	if gone <= 0 || *after.Content.Together.Posts != *after.Content.Facebook.Posts || *after.Content.Together.Interactions != *before.Content.Facebook.Interactions {
		b.Errorf("%d posts went, and totals say %+v", gone, after)
	}
	b.open("/p/1" + march)
	b.agrees(p)
	b.clean()
}
