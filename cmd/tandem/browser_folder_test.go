package main_test

import (
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestBrowserFolder drops the folder of a download: its documents go as one, the film beside them is not sent, and a table beside them goes by itself.
func TestBrowserFolder(t *testing.T) {
	p := newPlace(t)
	s := p.start("Nobody can sign in yet. Set up the owner account", "serve", "--addr", freeAddress(t))
	b := openBrowser(t, s.lines["URL"])
	setsUp(b, p)
	makesProperty(b, p)
	for name, content := range takeoutDocuments {
		p.file(filepath.Join("corner", name), content)
	}
	p.file("corner/instagram.csv", instagramContent)
	b.open("/p/1/imports")
	b.drop("form[data-drop]", filepath.Join(p.dir, "corner"))
	b.do(chromedp.WaitVisible(chromedp.CSS("#staged")))
	if !b.eventually(`!document.querySelector('#work')&&document.querySelector('#staged h2')?.innerText.startsWith('2 files wait')`) {
		b.Fatalf("it says %q", b.text("main"))
	}
	b.says("#staged", "corner", "instagram.csv")
	b.says("#drops", "2 files", "corner")
	b.click("#staged [name=all]")
	if !b.eventually(`document.querySelector('#outcome')`) {
		b.Fatalf("the work does not end: %q", b.text("main"))
	}
	b.clean()
	p.verified()
}
