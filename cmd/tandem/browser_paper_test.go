package main_test

import (
	"fmt"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// paper holds the page in view against what it owes to who reads it on paper, printed from a dark screen: black on white, nothing cut or folded away at a sheet's width, no
// controls, and the days it is of.
func (b *browser) paper(name string) {
	b.Helper()
	emulate := func(media, theme string) {
		_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: media, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}})
		if err != nil {
			b.Fatal(err)
		}
	}
	emulate("print", "dark")
	b.do(chromedp.EmulateViewport(sheet, 1000))
	read[bool](b, fmt.Sprintf(`(document.body.style.width='%dpx',true)`, sheet-2*margin))
	b.soon(`document.documentElement.hasAttribute('data-paper')`) // the chart is drawn anew; pages without one need no script for it
	for _, flaw := range read[[]string](b, onPaper) {
		b.Errorf("%s on paper: %s", name, flaw)
	}
	b.keeps(name + " on paper")
	emulate("", "light")
	b.do(chromedp.EmulateViewport(1440, 1000))
}

// printsAndGoesOn prints for real: the chart was drawn for paper when the sheets were made, and is the screen's again afterwards.
func (b *browser) printsAndGoesOn() {
	b.Helper()
	if !b.soon(`Boolean(document.querySelector('#chart [data-chart] svg'))`) {
		b.Fatal("there is no chart to print")
	}
	read[bool](b, `(window.papers=[],new MutationObserver(()=>papers.push(document.querySelector('#chart [data-chart] svg').getAttribute('viewBox'))).observe(document.documentElement,{attributeFilter:['data-paper']}),true)`)
	if _, err := chromedp.Call(b.ctx, page.PrintToPDF, page.PrintToPDFParams{}); err != nil {
		b.Fatal(err)
	}
	const screen = `(e=>!document.documentElement.hasAttribute('data-paper')&&!e.querySelector('svg').hasAttribute('viewBox')&&Math.abs(e.querySelector('svg').clientWidth-e.clientWidth)<2)(document.querySelector('#chart [data-chart]'))`
	if !b.soon(`papers.some(Boolean)`) || !b.soon(screen) {
		b.Error("printing does not draw the chart for paper, or leaves it so")
	}
}

// sheet is the width of A4 at 96 pixels an inch, which rules for widths go by, and margin the 14 millimetres that print.css leaves white on each side.
const sheet, margin = 794, 53

// onPaper lists what is wrong with the page in view as print.
const onPaper = `(()=>{
const list=[],say=(what,e)=>list.push(what+': '+e.tagName.toLowerCase()+'.'+(e.getAttribute('class')??'')+' “'+(e.textContent??'').trim().replace(/\s+/g,' ').slice(0,60)+'”');
const shown=e=>e.checkVisibility({visibilityProperty:true});
const pen=Object.assign(document.createElement('canvas'),{width:1,height:1}).getContext('2d',{willReadFrequently:true});
const light=c=>{pen.clearRect(0,0,1,1);pen.fillStyle=c;pen.fillRect(0,0,1,1);return pen.getImageData(0,0,1,1).data.slice(0,3).reduce((a,b)=>a+b)/765};
if(light(getComputedStyle(document.body).backgroundColor)<.95)list.push('the ground is dark');
for(const e of document.querySelectorAll('main p,main td,main th,main h2,[data-chart] svg text'))if(shown(e)&&e.textContent.trim()){
 const c=e.namespaceURI.endsWith('svg')?e.getAttribute('fill')??getComputedStyle(e).fill:getComputedStyle(e).color;
 if(light(c)>.6)say('pale '+c,e);
}
for(const e of document.querySelectorAll('main button,.side,.tabs,.top-end,.opener,.step,.deed,.chart-switch'))if(shown(e))say('a control',e);
for(const e of document.querySelectorAll('main *')){
 if(!shown(e))continue;
 const s=getComputedStyle(e),r=e.getBoundingClientRect();
 if(r.width&&r.right>document.body.clientWidth+1&&s.clipPath==='none'&&!e.ownerSVGElement&&e.parentElement.getBoundingClientRect().right<=document.body.clientWidth+1)say('leaves the sheet',e);
 if(s.clipPath==='none'&&s.display!=='inline'&&!e.namespaceURI.endsWith('svg')&&(s.overflowX!=='visible'&&e.scrollWidth>e.clientWidth+1||s.overflowY!=='visible'&&e.scrollHeight>e.clientHeight+1))say('cut off',e);
}
for(const e of document.querySelectorAll('.chart'))if(![...e.querySelectorAll('.chart-plot svg path,.chart-twin td')].some(shown)&&!e.querySelector('.chart-empty'))say('neither picture nor table',e);
const period=document.querySelector('.period-text');
if(period&&!shown(period))list.push('the days are not said');
if(new URLSearchParams(location.search).get('asof')&&!/reported (on|by)/.test([...document.querySelectorAll('.as-of,main')].filter(shown).map(e=>e.innerText).join(' ')))list.push('the day of the report is not said');
return [...new Set(list)]})()`
