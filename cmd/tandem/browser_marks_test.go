package main_test

import (
	"github.com/chromedp/chromedp"
)

// marksDays marks a day and a run of days beside the chart, looks at the flags, and takes one back and undoes that.
func marksDays(b *browser, _ place) {
	b.open("/p/1" + march)
	for _, mark := range []struct{ first, last, text, kind string }{{"2025-03-05", "", "Second oven lit", "opening"}, {"2025-03-10", "2025-03-16", "Two for one week", "campaign"}} {
		b.do(chromedp.Click(chromedp.CSS(".chart-mark summary")))
		b.do(chromedp.SetValue(chromedp.CSS(".chart-mark input[name=first]"), mark.first),
			chromedp.SetValue(chromedp.CSS(".chart-mark input[name=text]"), mark.text), chromedp.SetValue(chromedp.CSS(".chart-mark select[name=kind]"), mark.kind))
		if mark.last != "" {
			b.do(chromedp.SetValue(chromedp.CSS(".chart-mark input[name=last]"), mark.last))
		}
		b.leads(chromedp.Click(chromedp.CSS(".chart-mark button[type=submit]")))
		b.says(".flash", "Marked")
	}
	if n := b.count(".chart-flags li"); n != 2 {
		b.Errorf("%d days are listed, want 2", n)
	}
	if !b.soon(`[...document.querySelectorAll('#chart svg text')].some(t=>t.textContent==='Two for one week')`) {
		b.Error("the flag's text does not stand in the picture")
	}
	b.keeps("overview marked")
	b.click(".chart-mark-all")
	b.says("tbody", "Second oven lit", "Two for one week")
	b.looks("annotations")
	b.do(chromedp.EmulateViewport(1440, 1000))
	b.leads(chromedp.Click(chromedp.CSS("tbody tr:first-child .btn-danger")))
	b.says(".flash", "is removed")
	if n := b.count("tbody tr"); n != 1 {
		b.Errorf("%d annotations are left, want 1", n)
	}
	b.leads(chromedp.Click(chromedp.CSS(".flash-undo button")))
	b.says("tbody", "Second oven lit", "Two for one week")
	b.click("tbody tr:first-child a.btn")
	b.says("h1", "Annotation")
	b.looks("annotation")
	b.do(chromedp.EmulateViewport(1440, 1000))
	b.clean()
}
