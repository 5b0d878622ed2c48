package main_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"tandem/aggregates/importers/importertest"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// mixedDrop are n files of a business: content exports of the Page, of the Instagram account, and day files that do not say their platform.
func mixedDrop(n int) (files []string) {
	for i := range n {
		switch i % 4 {
		case 0, 1:
			files = append(files, fmt.Sprintf("client/posts/%03d.csv", i), facebookHeader+facebookPost(fmt.Sprint(12_000_000+i), "03/07/2025 09:00", fmt.Sprint("Loaf ", i), "9,8,7,6,1,1,0,0"))
		case 2:
			files = append(files, fmt.Sprintf("client/days/Views %03d.csv", i), dayFile("Views", fmt.Sprintf("2025-03-%02d=%d", 1+i%28, 100+i)))
		case 3:
			files = append(files, fmt.Sprintf("client/photo %03d.jpg", i), "\xff\xd8\xff")
		}
	}
	return files
}

// TestBrowserDrop drops an archive of 200 files and some loose ones, answers what is asked once, follows the work and reads the summary.
func TestBrowserDrop(t *testing.T) {
	p := newPlace(t)
	s := p.start("Nobody can sign in yet. Set up the owner account", "serve", "--addr", freeAddress(t))
	b := openBrowser(t, s.lines["URL"])
	setsUp(b, p)
	makesProperty(b, p)
	zip := p.file("drop/agency.zip", importertest.Packed(t, append(mixedDrop(200), "client/shopping.csv", "Item,Price\nFlour,3\n")...))
	loose := p.file("drop/instagram.csv", instagramContent)
	b.open("/p/1/imports")
	begun := time.Now()
	b.drop("form[data-drop]", filepath.Join(p.dir, zip), filepath.Join(p.dir, loose))
	b.do(chromedp.WaitVisible(chromedp.CSS("#staged")))
	if !b.eventually(`!document.querySelector('#work')&&document.querySelector('#staged h2')?.innerText.startsWith('151 files')`) {
		b.Fatalf("it says %q", b.text("main"))
	}
	t.Logf("201 files dropped and recognised in %v", time.Since(begun).Round(time.Millisecond))
	b.says(".ask", "50 files do not say")
	b.says("#drops", "152 files", "agency.zip")
	b.looks("drop staged")
	b.do(chromedp.Click(chromedp.CSS("#staged [name=platform][value=facebook]")))
	begun = time.Now()
	b.click("#staged [name=all]")
	if !b.eventually(`document.querySelector('#work, #outcome')`) { // the page of the work may be gone within a moment
		b.Fatalf("no work begins: %q", b.text("main"))
	}
	b.keeps("drop working")
	if !b.eventually(`document.querySelector('#outcome')`) {
		b.Fatalf("the work does not end: %q", b.text("main"))
	}
	t.Logf("and stored in %v", time.Since(begun).Round(time.Millisecond))
	b.click("#drops a")
	b.says("#drop", "152 files", "agency.zip: 151 files, 50 pictures, films and sounds passed over")
	b.says(".segments", "Stored 151", "Refused 1")
	b.looks("drop summary")
	b.click(".segments a[href*=refused]")
	b.says(".drop-files", "shopping.csv", "not an export Tandem knows")
	b.open("/p/1" + march)
	b.agrees(p)
	b.clean()
	p.verified()

	// the keyboard alone undoes the whole of it
	b.open("/p/1/imports")
	b.click("#drops a")
	b.do(chromedp.Focus(chromedp.CSS("a[href$='/undo']")))
	b.leads(chromedp.KeyEvent(kb.Enter))
	b.says("main", "151 imports are taken out")
	b.do(chromedp.Focus(chromedp.CSS("main form.form button[type=submit]")))
	b.leads(chromedp.KeyEvent(kb.Enter))
	if !b.eventually(`document.querySelector('#outcome')`) {
		b.Fatalf("the undo does not end: %q", b.text("main"))
	}
	if f := p.figures(); f.Content.Together.Posts != nil && *f.Content.Together.Posts != 0 {
		b.Errorf("after the undo: %+v", f)
	}
	b.clean()
	p.verified()
}

// eventually waits for a condition over as many pages as the browser loads meanwhile.
func (b *browser) eventually(condition string) bool {
	b.Helper()
	for end := time.Now().Add(90 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if yes, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("!!("+condition+")")); err == nil && yes {
			return true
		}
	}
	return false
}
