package main_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// TestBrowserPagesWithoutScripts reads every page of the demo and does every deed with scripts switched off.
func TestBrowserPagesWithoutScripts(t *testing.T) {
	looking(t)
	p := newPlace(t)
	s := p.start("Password", "demo", "--properties", "1", "--addr", freeAddress(t))
	b := openBrowser(t, s.lines["URL"])
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	b.open("/login")
	b.fill("[name=email]", s.lines["E-mail"], "[name=password]", s.lines["Password"])
	b.click("button[type=submit]")
	if at := b.path(); at != "/p/1" {
		t.Fatalf("signing in leads to %s", at)
	}
	readsWithoutScripts(b)
	choosesWithoutScripts(b)
	saysTwinsWithoutScripts(b)
	marksWithoutScripts(b)
	b.clean()
	missesItsScript(b)
}

// readsWithoutScripts goes through the pages: what a chart would show stands in its table, nothing is empty, and no link leads nowhere.
func readsWithoutScripts(b *browser) {
	pages := demoPages
	for _, metric := range read[[]string](b, `[...document.querySelectorAll('.band-item')].map(a=>a.getAttribute('href'))`) {
		pages = append(pages, struct{ name, path string }{"overview", metric})
	}
	b.open("/p/1/content?kind=twins")
	pages = append(pages, struct{ name, path string }{"post", b.href(".pieces .piece-text a")}, struct{ name, path string }{"gallery", "/p/1/content?view=gallery"},
		struct{ name, path string }{"annotations", "/settings/annotations"}, struct{ name, path string }{"annotation", "/settings/annotations/1"})
	asked, tables, cookie := map[string]bool{}, 0, b.cookie()
	for _, each := range pages {
		b.openPast(each.path)
		for _, flaw := range read[[]string](b, withoutScripts) {
			b.Errorf("%s without scripts: %s", each.path, flaw)
		}
		tables += b.count(".chart-twin tbody tr")
		for _, width := range widths {
			b.do(chromedp.EmulateViewport(width, 1000))
			for _, flaw := range read[[]string](b, flaws) {
				b.Errorf("%s without scripts, %d pixels: %s", each.path, width, flaw)
			}
			b.keeps(fmt.Sprintf("%s without scripts-%d", each.name, width))
		}
		b.do(chromedp.EmulateViewport(1440, 1000))
		for _, link := range read[[]string](b, `[...document.querySelectorAll('a[href^="/"]')].map(a=>a.getAttribute('href').split('#')[0])`) {
			if kind := digitless(link); !asked[kind] {
				asked[kind] = true
				b.answers(link, cookie)
			}
		}
	}
	if tables < 100 || len(asked) < 30 {
		b.Errorf("%d rows of charts and %d kinds of links were read", tables, len(asked))
	}
}

// choosesWithoutScripts uses the pickers, the menus and the sentences behind a word.
func choosesWithoutScripts(b *browser) {
	b.open("/p/1")
	why := ".band li:nth-child(2) .why"
	b.do(chromedp.Click(chromedp.CSS(why + " summary")))
	b.says(why, "people")
	b.do(chromedp.Click(chromedp.CSS(".band li:nth-child(1) .why summary")))
	if n := b.count("details[data-menu][open]"); n != 1 {
		b.Errorf("%d sentences lie open over one another", n)
	}
	b.do(chromedp.Click(chromedp.CSS(".period-days summary")))
	b.do(chromedp.SetValue(chromedp.CSS(".period-panel [name=from]"), "2026-01-01"), chromedp.SetValue(chromedp.CSS(".period-panel [name=to]"), "2026-01-14"))
	b.click(".period-panel form:not(.dates-one) button")
	b.says(".period-text", "1 Jan – 14 Jan 2026")
	if n := b.count(".chart-twin tbody tr:not(.seam-row)"); n != 14 {
		b.Errorf("the table of 14 days has %d rows", n)
	}
	b.do(chromedp.Click(chromedp.CSS(".period-days summary")))
	b.do(chromedp.SetValue(chromedp.CSS(".period-panel [name=asof]"), weeksAgo))
	b.click(".period-panel .dates-one button")
	b.arrives()
	b.says(".as-of", "As reported on")
	b.click(".as-of a")
	b.do(chromedp.Click(chromedp.CSS(".period-versus")))
	b.click(".period > .menu:last-child .menu-items a[href*='compare=none']")
	b.says(".period-versus", "not compared")

	b.open("/p/1/content?kind=twins")
	if b.count(".pieces tbody:first-of-type .leg td") == 0 || read[bool](b, `document.querySelector('.pieces tbody .leg').checkVisibility()`) {
		b.Error("the legs of a twin are not folded away")
	}
	b.do(chromedp.Click(chromedp.CSS(".pieces tbody:first-of-type .opener")))
	if !read[bool](b, `document.querySelector('.pieces tbody .leg').checkVisibility()`) {
		b.Error("a twin does not open into its legs")
	}
	b.do(chromedp.Click(chromedp.CSS(".toolbar .menu:last-of-type summary")))
	b.click(".toolbar .menu:last-of-type .menu-items a[href*='age=7']")
	b.says(".toolbar", "7 days")
}

// saysTwinsWithoutScripts confirms, splits and joins, and takes each back.
func saysTwinsWithoutScripts(b *browser) {
	b.open("/p/1/content?kind=twins")
	post := b.href(".pieces .piece-text a")
	b.open(post)
	for _, said := range []struct{ press, then, undone string }{
		{"Confirm", "confirmed by hand", "taken back"}, {"Split this twin", "not the same content", "taken back"}} {
		b.presses(said.press)
		b.says(".flash", said.then)
		b.click(".flash-undo button")
		b.says(".flash", said.undone)
		b.says("#figures", "Confirm", "Split this twin")
	}
	b.presses("Split this twin")
	b.says("#twin", "said not to be the same")
	b.presses("Join again")
	b.says(".flash", "one piece of content")
	b.says("#figures", "Confirmed by hand", "Together")
	b.open("/p/1/twins?from=2024-01-01&to=2027-12-31")
	before := b.count(".pair")
	b.presses("The same content")
	b.says(".flash", "one piece of content")
	if n := b.count(".pair"); n != before-1 {
		b.Errorf("of %d pairs %d are left after one was confirmed", before, n)
	}
	b.click(".flash-undo button")
	if n := b.count(".pair"); n != before {
		b.Errorf("%d pairs stand after the undo, want %d", n, before)
	}
}

// marksWithoutScripts marks a day beside the chart, changes it, removes it and takes that back.
func marksWithoutScripts(b *browser) {
	b.open("/p/1")
	b.do(chromedp.Click(chromedp.CSS(".chart-mark summary")))
	b.do(chromedp.SetValue(chromedp.CSS(".chart-mark input[name=first]"), time.Now().AddDate(0, 0, -5).Format(time.DateOnly)),
		chromedp.SetValue(chromedp.CSS(".chart-mark input[name=text]"), "Quiet opening"))
	b.leads(chromedp.Click(chromedp.CSS(".chart-mark button[type=submit]")))
	b.says(".flash", "Marked")
	b.says(".chart-twin", "Quiet opening")
	b.click(".chart-mark-all")
	b.leads(chromedp.Click(chromedp.CSS("a[aria-label='Change Quiet opening']")))
	b.do(chromedp.SetValue(chromedp.CSS("input[name=text]"), "Loud opening"))
	b.click("#annotation button[type=submit]")
	b.says("tbody", "Loud opening")
	b.leads(chromedp.Click(chromedp.CSS("[aria-label='Remove Loud opening']")))
	b.says(".flash", "is removed")
	b.leads(chromedp.Click(chromedp.CSS(".flash-undo button")))
	b.says("tbody", "Loud opening")
}

// missesItsScript has scripts, of which that of the chart does not come: after a while the table stands in for the picture.
func missesItsScript(b *browser) {
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: false}); err != nil {
		b.Fatal(err)
	}
	if _, err := chromedp.Call(b.ctx, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/*chart*.js", Block: true}}}); err != nil {
		b.Fatal(err)
	}
	b.open("/p/1")
	const table = `((p,t)=>p.clientHeight===0&&t.checkVisibility({visibilityProperty:true})&&t.clientHeight>200)(document.querySelector('.chart-plot'),document.querySelector('.chart-twin'))`
	if read[bool](b, table) {
		b.Error("the table stands there before the script had its time")
	}
	if !b.soon(table) {
		b.Error("a chart whose script does not come stays an empty box")
	}
	b.clean("ERR_BLOCKED")
}

// openPast opens a page and waits for the figures of a past day. The page asks again by itself, without a script.
func (b *browser) openPast(path string) {
	b.Helper()
	b.open(path)
	b.arrives()
}

func (b *browser) arrives() {
	b.Helper()
	for range 60 {
		if b.count("#past [aria-busy]") == 0 {
			return
		}
		time.Sleep(500 * time.Millisecond)
	}
	b.Errorf("%s never arrives without scripts", b.path())
}

// presses presses the first button of these words.
func (b *browser) presses(words string) {
	b.Helper()
	mark := `(e=>{document.querySelectorAll('[data-pressed]').forEach(o=>delete o.dataset.pressed);if(e)e.dataset.pressed=1;return Boolean(e)})([...document.querySelectorAll('main button')].find(e=>e.innerText.trim()===` + quoted(words) + `&&e.checkVisibility()))`
	if !read[bool](b, mark) {
		b.Fatalf("there is no button %q at %s: %.400s", words, b.path(), b.text("main"))
	}
	b.click("[data-pressed]")
}

func (b *browser) href(selector string) string {
	b.Helper()
	return read[string](b, "document.querySelector("+quoted(selector)+")?.getAttribute('href')??''")
}

// cookie is the session's, as a browser sends it.
func (b *browser) cookie() string {
	b.Helper()
	all, err := chromedp.Call(b.ctx, network.GetCookies, network.GetCookiesParams{})
	if err != nil {
		b.Fatal(err)
	}
	var list []string
	for _, c := range all.Cookies {
		list = append(list, c.Name+"="+c.Value)
	}
	return strings.Join(list, "; ")
}

// answers fails the test where a link, a file to save among them, leads nowhere.
func (b *browser) answers(path, cookie string) {
	b.Helper()
	request, err := http.NewRequest(http.MethodGet, b.base+path, nil)
	if err != nil {
		b.Fatal(err)
	}
	request.Header.Set("Cookie", cookie)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		b.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK && response.StatusCode != http.StatusAccepted {
		b.Errorf("the link %s at %s answers with %d", path, b.path(), response.StatusCode)
	}
}

// digitless is what kind of address this is: days and ids left out.
func digitless(path string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, path)
}

// withoutScripts lists where the page in view would need one: a box for a picture that nobody draws, a figure of the chart that its table lacks, a control that does
// nothing, a word about scripts.
const withoutScripts = `(()=>{
let told=0;const list=[],shown=e=>e.checkVisibility({visibilityProperty:true});
for(const e of document.querySelectorAll('[data-chart],.chart-switch,[data-needs-script],.search kbd'))if(shown(e))list.push('shows '+e.className+' that only a script can fill');
if(/javascript|\bscripts?\b/i.test(document.querySelector('main').innerText))list.push('speaks of scripts');
for(const e of document.querySelectorAll('main .card,main .card-body,main .chart'))if(shown(e)&&!e.innerText.trim())list.push('an empty '+e.className);
for(const plot of document.querySelectorAll('[data-chart]')){
 const option=JSON.parse(document.getElementById(plot.dataset.chart).textContent),table=plot.parentElement.querySelector('.chart-twin');
 if(!table||!shown(table)){list.push('a chart without its table');continue}
 const heads=[...table.querySelectorAll('thead th')].map(e=>e.textContent.trim()),rows=[...table.querySelectorAll('tbody tr:not(.seam-row)')];
 if(heads.length<2||rows.length!==option.tandem.full.length)list.push(rows.length+' rows under '+heads.length+' heads for '+option.tandem.full.length+' points');
 const numbers=e=>(e.textContent.match(/\d[\d,.]*/g)??[]).map(t=>t.replace(/\D/g,'')); // money is in millionths and shown in cents
 const base={};
 for(const line of option.series){
  const role=line.id.split('.')[0];
  line.data.forEach((v,i)=>{
   if(v==null)return;
   if(role==='lower'||role==='usual')(base[role]??={})[i]=v;
   const value=role.endsWith('spread')?v+(base[role==='spread'?'lower':'usual']?.[i]??0):v,wanted=option.tandem.format==='fmt:money'?Math.round(value/1e4):value;
   if(![...rows[i].querySelectorAll('td.num')].some(c=>numbers(c).includes(String(wanted))))list.push(role+' of row '+i+' is '+wanted+', the table says '+rows[i].innerText);
   told++;
  });
 }
 if(!told)list.push('a chart that shows nothing');
}
return [...new Set(list)]})()`
