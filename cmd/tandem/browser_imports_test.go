package main_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tandem/aggregates/importers/importertest"

	"github.com/chromedp/chromedp"
)

// videoAssets are figures that no total counts, since posts hold them too.
const videoAssets = "Video asset ID,Universal video ID,Page ID,Page name,Title,Duration (sec),Publish time,Date,Reach,3-second video views\n" +
	"7001,," + pageID + ",Quayside Bakery,How the oven is lit before anybody else in the street is up,30,03/03/2025 12:00,Lifetime,5210,400\n" +
	"7002,," + pageID + ",Quayside Bakery,,30,03/04/2025 12:00,Lifetime,,41\n"

// damaged is a content export that came through a spreadsheet: semicolons, a record that Meta could not compute, an id that lost its digits.
var damaged = strings.ReplaceAll(strings.TrimPrefix(instagramHeader, "\ufeff"), ",", ";") +
	strings.ReplaceAll(strings.ReplaceAll(instagramPost("18000000000000071", accountID, "03/12/2025 09:31", "Seeded rye", "90,70,4,3,2,5,6"), "example.test/p", "example.test/q"), ",", ";") +
	strings.ReplaceAll(instagramPost("1.8E+16", accountID, "03/13/2025 09:31", "Plain rye", "80,60,4,3,2,5,6"), ",", ";") +
	strings.ReplaceAll(instagramPost("18000000000000073", accountID, "02/30/2025 09:31", "No such day", "80,60,4,3,2,5,6"), ",", ";")

// otherTool are posts of several Pages as another program lists them; of its dates nobody can tell day from month.
func otherTool(pages, rows int) string {
	var b strings.Builder
	b.WriteString("status_id,status_type,status_published,num_reactions,num_comments,num_shares,a header that somebody wrote without thinking of how long it is,\n")
	for i := range rows {
		fmt.Fprintf(&b, "1000000000007%02d_%d,video,%d/%d/2025 6:%02d,%d,%d,%d,yes,\n", 77+i%pages, 400000000+i, 1+i%9, 1+i%11, i%60, 529-i%100, i%7, i%3)
	}
	return b.String()
}

// looking skips the walks that look at every page, which take minutes, unless they or pictures are asked for.
func looking(t *testing.T) {
	t.Helper()
	if os.Getenv("TANDEM_PICTURES") == "" && os.Getenv("TANDEM_WALKS") == "" {
		t.Skip("looks at every page: with TANDEM_PICTURES=FOLDER, make walks or make browser")
	}
}

// waits brings files onto the page in view and waits until they stand in the list.
func (b *browser) waits(p place, pairs ...string) {
	b.Helper()
	var names []string
	for i := 0; i+1 < len(pairs); i += 2 {
		names = append(names, filepath.Join(p.dir, p.file("drop/"+pairs[i], pairs[i+1])))
	}
	// By the chooser: a browser that has just loaded the page may never answer to a hand that lets go.
	read[bool](b, `(window.before=true)`)
	b.do(chromedp.SetUploadFiles(chromedp.CSS("#drop-files"), names))
	if !b.eventually(`!window.before&&document.querySelector('#staged, #refused')&&!document.querySelector('#work')`) {
		b.Fatalf("nothing waits: %q", b.text("main"))
	}
}

// ends waits for the end of what goes on.
func (b *browser) ends() {
	b.Helper()
	if !b.eventually(`document.querySelector('#outcome')`) {
		b.Fatalf("the work does not end: %q", b.text("main"))
	}
}

// choose answers a choice; an empty value is one as well.
func (b *browser) choose(selector, value string) {
	b.Helper()
	if got := read[string](b, `(e=>{e.value=`+quoted(value)+`;return e.value})(document.querySelector(`+quoted(selector)+`))`); got != value {
		b.Errorf("%s at %s does not offer %q", selector, b.path(), value)
	}
}

// importOf opens the page of the newest import of a file.
func (b *browser) importOf(file string) {
	b.Helper()
	b.open(read[string](b, `[...document.querySelectorAll('#history a, #refused a, #outcome a')].find(a=>a.innerText.trim()===`+quoted(file)+`)?.getAttribute('href')??'/none'`))
}

// TestBrowserImportPages goes through the imports of a property and looks at each page on the way.
func TestBrowserImportPages(t *testing.T) {
	looking(t)
	p := newPlace(t)
	s := p.start("Nobody can sign in yet. Set up the owner account", "serve", "--addr", freeAddress(t))
	b := openBrowser(t, s.lines["URL"])
	setsUp(b, p)
	makesProperty(b, p)
	b.open("/p/1/imports")
	b.looks("imports empty")
	b.open("/p/1/imports/mappings")
	b.looks("mappings empty")

	b.open("/p/1/imports")
	b.waits(p, "facebook.csv", facebookContent, "Views.csv", dayFile("Views", "2025-03-01=3000", "2025-03-02=4107"), "shopping list of march.csv", "Item,Price\nFlour,3\n",
		"damaged.csv", damaged, "posts of the other tool.csv", otherTool(1, 40))
	b.looks("imports few wait")
	b.do(chromedp.Click(chromedp.CSS("#staged [name=platform][value=facebook]")))
	b.click("#staged [name=all]")
	b.ends()
	b.looks("imports done")
	b.importOf("damaged.csv")
	b.looks("import partial")
	b.do(chromedp.Click(chromedp.CSS("[popovertarget=undo]")))
	b.looks("import undo dialog")
	b.open("/p/1/imports")
	b.importOf("shopping list of march.csv")
	b.looks("import refused")
	b.open("/p/1/imports")
	b.waits(p, "Video assets.csv", videoAssets, "facebook again.csv", facebookContent, "ads.csv", adsReport,
		"of another Page.csv", strings.ReplaceAll(facebookContent, pageID, "100000000000888"))
	b.looks("imports doubts")
	b.do(chromedp.Click(chromedp.CSS("#staged [name=yes], #staged [name=doubt]")))
	b.click("#staged [name=all]")
	b.ends()
	b.importOf("Video assets.csv")
	b.looks("import apart")
	b.open(b.path() + "/undo")
	b.looks("import undo")
	b.click("main form.form button[type=submit]")
	b.ends()
	b.looks("imports undone")
	b.importOf("Video assets.csv")
	b.looks("import undone")
	b.clean("422") // the answer to the file that is refused
}

// TestBrowserMapPages looks at what is asked of a table whose headers nobody knows, and of one of several Pages.
func TestBrowserMapPages(t *testing.T) {
	looking(t)
	p := newPlace(t)
	s := p.start("Nobody can sign in yet. Set up the owner account", "serve", "--addr", freeAddress(t))
	b := openBrowser(t, s.lines["URL"])
	setsUp(b, p)
	makesProperty(b, p)
	b.open("/p/1/imports")
	b.waits(p, "posts of nine Pages as the other tool lists them.csv", otherTool(9, 240))
	b.looks("imports map waits")
	b.click("#staged a[href$='/map']")
	b.looks("map")
	b.choose("#column-2", "")
	b.click("#map [value=try]")
	b.looks("map missing")
	again, _, _ := strings.Cut(b.path(), "#")
	b.open(again)
	b.choose("#dates", "month_first")
	b.click("#map [value=try]")
	b.looks("map tried")
	b.click("#map [value=keep]")
	b.looks("imports mapped")
	b.open("/p/1/imports/mappings")
	b.looks("mappings")
	b.open("/p/1/imports")
	b.click("#staged a[href$='/split']")
	b.looks("split")
	b.click("main form button[type=submit]")
	b.looks("split done")
	b.clean()
}

// TestBrowserOrganizationImportPages looks at a drop for all properties: what is asked once, and what came of each file.
func TestBrowserOrganizationImportPages(t *testing.T) {
	looking(t)
	p := newPlace(t)
	s := p.start("Nobody can sign in yet. Set up the owner account", "serve", "--addr", freeAddress(t))
	b := openBrowser(t, s.lines["URL"])
	setsUp(b, p)
	p.tandem(0, "property", "add", "Quayside Bakery", "--timezone", "Europe/Lisbon", "--currency", "EUR", "--facebook-page", pageID)
	p.tandem(0, "property", "add", "Harbour Kiosk", "--timezone", "Europe/Lisbon", "--currency", "EUR", "--instagram-account", accountID)
	b.open("/imports")
	b.looks("organization empty")
	files := append(mixedDrop(60), append(traps(t), "client/shopping.csv", "Item,Price\nFlour,3\n", "client/notes.txt", "Call the mill.\n")...)
	zip := filepath.Join(p.dir, p.file("drop/agency.zip", importertest.Packed(t, files...)))
	loose := filepath.Join(p.dir, p.file("drop/instagram.csv", instagramContent))
	b.drop("form[data-drop]", zip, loose)
	if !b.eventually(`document.querySelector('#staged')&&!document.querySelector('#work')`) {
		b.Fatalf("nothing waits: %q", b.text("main"))
	}
	b.looks("organization waits")
	b.do(chromedp.Click(chromedp.CSS("#staged [name=platform][value=facebook]")))
	b.choose("#staged [name=property]", "1")
	b.click("#staged [name=all]")
	read[bool](b, `(stop(),true)`)
	if b.count("#work") == 1 {
		b.looks("organization working")
	}
	b.open("/imports")
	b.ends()
	b.looks("organization done")
	b.click("#drops a")
	b.looks("drop")
	drop := b.path()
	b.open(drop + "?all=1")
	b.prints("drop printed")
	b.open(drop + "/undo")
	b.looks("drop undo")
	b.open("/p/1/imports")
	b.looks("imports after a drop")
	b.clean()
}

// traps are the files of each kind of damage that the importers are tested with.
func traps(t *testing.T) (files []string) {
	const folder = "../../aggregates/imports/testdata/traps"
	list, err := os.ReadDir(folder)
	for _, f := range list {
		var content []byte
		if content, err = os.ReadFile(filepath.Join(folder, f.Name())); err != nil {
			break
		}
		files = append(files, "traps/"+f.Name(), string(content))
	}
	if err != nil || len(files) == 0 {
		t.Fatalf("%d traps, %v", len(files), err)
	}
	return files
}
