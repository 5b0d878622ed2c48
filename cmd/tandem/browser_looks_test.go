package main_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// widths are those of a desk and of a small phone.
var widths = []int64{1440, 360}

// looks holds the page in view against what every page owes to who reads it, at both widths and in both themes, and keeps a picture of each
// in the folder TANDEM_PICTURES, if there is one. What is said once of a page is not said again in the other theme.
func (b *browser) looks(name string) {
	b.Helper()
	said := map[string]bool{}
	for _, width := range widths {
		b.do(chromedp.EmulateViewport(width, 1000))
		for _, theme := range []string{"light", "dark"} {
			b.system(theme)
			if !b.soon(`document.documentElement.scrollWidth<=document.documentElement.clientWidth`) {
				b.Errorf("%s scrolls sideways at %d pixels", name, width)
			}
			for _, flaw := range read[[]string](b, flaws) {
				if !said[flaw] {
					b.Errorf("%s, %d pixels, %s: %s", name, width, theme, flaw)
				}
				said[flaw] = true
			}
			b.keeps(fmt.Sprintf("%s-%d-%s", name, width, theme))
		}
	}
	b.system("light")
	b.tabs(name)
	b.do(chromedp.EmulateViewport(1440, 1000))
}

// keeps writes the whole page as a picture where a folder for pictures is given.
func (b *browser) keeps(name string) {
	b.Helper()
	folder := os.Getenv("TANDEM_PICTURES")
	if folder == "" {
		return
	}
	ctx, cancel := context.WithTimeout(b.ctx, 20*time.Second) // of a page that goes away meanwhile a browser never gives a picture
	defer cancel()
	const most = 6000 // pixels of height: what comes below is more of the same
	beyond := true
	size := read[[]float64](b, `[innerWidth,Math.min(`+strconv.Itoa(most)+`,document.documentElement.scrollHeight)]`)
	shot, err := chromedp.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: &beyond,
		Clip: &page.Viewport{Width: size[0], Height: size[1], Scale: 1}})
	if err == nil {
		err = os.MkdirAll(folder, 0o700)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, strings.ReplaceAll(name, " ", "-")+".png"), shot.Data, 0o600)
	}
	if err != nil {
		b.Fatalf("no picture of %s: %v", name, err)
	}
}

// prints keeps what comes out on paper, where a folder for pictures is given; on paper are no buttons.
func (b *browser) prints(name string) {
	b.Helper()
	emulate := func(media string) {
		if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media}); err != nil {
			b.Fatal(err)
		}
	}
	emulate("print")
	b.do(chromedp.EmulateViewport(760, 1000))
	if n := read[int](b, `[...document.querySelectorAll('.btn,.side,.tabs')].filter(e=>e.checkVisibility()).length`); n > 0 {
		b.Errorf("%s shows %d buttons", name, n)
	}
	b.keeps(name)
	emulate("")
	b.do(chromedp.EmulateViewport(1440, 1000))
}

// tabs walks the page by the Tab key on a phone's width: each stop is in view, covered by nothing, and shows that it is where the keys go.
func (b *browser) tabs(name string) {
	b.Helper()
	const most = 60 // a list may hold hundreds of stops, all alike
	read[bool](b, `(document.activeElement?.blur(),scrollTo(0,0),window.stops=0,true)`)
	for range most {
		b.do(chromedp.KeyEvent(kb.Tab))
		at := read[string](b, stop)
		if at == "end" {
			return
		}
		if at != "" {
			b.Errorf("%s by keys: %s", name, at)
		}
	}
}

// flaws lists what is wrong with the page in view: text that cannot be read on its ground, lies over other text, leaves the screen or is cut
// off without being told elsewhere; controls without a name or too small for a finger; headings and ids that mislead those who do not see.
const flaws = `(()=>{
const list=[],say=(what,e,text)=>list.push(what+': '+(e?.tagName.toLowerCase()??'')+(typeof e?.className==='string'&&e.className?'.'+e.className.trim().replace(/\s+/g,'.'):'')+' “'+(text??e?.innerText??'').trim().replace(/\s+/g,' ').slice(0,60)+'”');
const pen=Object.assign(document.createElement('canvas'),{width:1,height:1}).getContext('2d',{willReadFrequently:true});
const cache=new Map(),rgba=c=>{if(!cache.has(c)){pen.clearRect(0,0,1,1);pen.fillStyle=c;pen.fillRect(0,0,1,1);const d=pen.getImageData(0,0,1,1).data;cache.set(c,[d[0],d[1],d[2],d[3]/255])}return cache.get(c)};
const over=(a,b)=>[0,1,2].map(i=>a[i]*a[3]+b[i]*(1-a[3])).concat(1);
const ground=e=>{const layers=[];for(;e;e=e.parentElement){const c=rgba(getComputedStyle(e).backgroundColor);if(c[3])layers.push(c);if(c[3]===1)break}return layers.reverse().reduce((g,c)=>over(c,g),[255,255,255,1])};
const light=c=>{const [r,g,b]=c.map(x=>(x/=255)<=.04045?x/12.92:((x+.055)/1.055)**2.4);return .2126*r+.7152*g+.0722*b};
const contrast=(a,b)=>{const [x,y]=[light(a),light(b)].sort((p,q)=>q-p);return (x+.05)/(y+.05)};
const hushed=e=>{for(;e;e=e.parentElement){const s=getComputedStyle(e);if(s.clipPath!=='none')return true}return false};
const fixed=e=>{for(;e;e=e.parentElement)if(getComputedStyle(e).position==='fixed')return true;return false};
const scrolls=e=>{for(;e&&e!==document.documentElement;e=e.parentElement)if(/auto|scroll/.test(getComputedStyle(e).overflowX))return true;return false};
const phone=innerWidth<720,boxes=[];
const seen=(x,e)=>{let [l,t,r,b]=[x.left,x.top,x.right,x.bottom];for(;e&&e!==document.body;e=e.parentElement){const s=getComputedStyle(e);if(s.overflowX==='hidden'&&s.display!=='inline'){const c=e.getBoundingClientRect();l=Math.max(l,c.left);r=Math.min(r,c.right);t=Math.max(t,c.top);b=Math.min(b,c.bottom)}}return {left:l,top:t,right:r,bottom:b,width:r-l,height:b-t}};
const walk=document.createTreeWalker(document.body,NodeFilter.SHOW_TEXT);
for(let n;n=walk.nextNode();){
 const e=n.parentElement,text=n.data.trim();
 if(!text||!e.checkVisibility({visibilityProperty:true})||/^(OPTION|SCRIPT|STYLE|TITLE)$/.test(e.tagName)||hushed(e))continue;
 const s=getComputedStyle(e),g=ground(e),ink=over(rgba(s.color),g),size=parseFloat(s.fontSize),large=size>=24||size>=18.66&&s.fontWeight>=600,c=contrast(ink,g);
 if(c<(large?3:4.5)&&!e.closest('[disabled],[aria-disabled=true]'))say('contrast '+c.toFixed(1),e,text);
 const r=document.createRange();r.selectNodeContents(n);
 for(let x of r.getClientRects()){
  if(x.width<1||x.height<1)continue;
  x=seen(x,e);
  if(x.width<1||x.height<1)continue;
  if((x.right>innerWidth+1||x.left<-1)&&!scrolls(e))say('leaves the screen',e,text);
  if(!fixed(e))boxes.push([x,e,text]);
 }
 for(let p=e;p&&p!==document.body;p=p.parentElement){
  const o=getComputedStyle(p);
  if(o.overflowX==='hidden'&&p.scrollWidth>p.clientWidth+1&&p.clientWidth>1){if(!p.title&&!p.closest('[title]'))say('cut off',p,text);break}
  if(/auto|scroll/.test(o.overflowX))break;
 }
}
boxes.sort((a,b)=>a[0].top-b[0].top);
for(let i=0;i<boxes.length;i++)for(let j=i+1;j<boxes.length&&boxes[j][0].top<boxes[i][0].bottom-3;j++){
 const [a,e,t]=boxes[i],[b,f,u]=boxes[j];
 if(e===f||scrolls(e)!==scrolls(f))continue;
 if(Math.min(a.right,b.right)-Math.max(a.left,b.left)>3&&Math.min(a.bottom,b.bottom)-b.top>4)say('lies over “'+u.slice(0,40)+'”',e,t);
}
for(const e of document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary')){
 if(!e.checkVisibility({visibilityProperty:true}))continue;
 const name=e.getAttribute('aria-label')||[...e.labels??[]].map(l=>l.innerText).join('')||e.innerText||e.title||document.getElementById(e.getAttribute('aria-labelledby'))?.innerText||e.value&&e.type==='submit';
 if(!(name||'').trim())say('has no name',e,e.outerHTML);
 if(hushed(e)||!phone||getComputedStyle(e,'::after').position==='absolute')continue;
 const t=/^(radio|checkbox)$/.test(e.type)?e.closest('label')??e:e,r=t.getBoundingClientRect();
 if(getComputedStyle(e).display!=='inline'&&r.height<39.5)say('is '+Math.round(r.height)+' pixels high, too small for a finger',e);
}
for(const e of document.querySelectorAll('.table-wrap'))if(phone&&e.querySelector('.table-blocks')&&e.scrollWidth>e.clientWidth+1)say('a table of blocks is wider than its card',e);
if(document.querySelectorAll('h1').length!==1)say('has '+document.querySelectorAll('h1').length+' h1');
let level=0;for(const h of document.querySelectorAll('h1,h2,h3,h4')){if(!h.checkVisibility())continue;const l=+h.tagName[1];if(l>level+1)say('skips a level',h);level=l}
const ids=new Set();for(const e of document.querySelectorAll('[id]')){if(ids.has(e.id))say('the same id twice',e,e.id);ids.add(e.id)}
return [...new Set(list)]})()`

// stop tells what is wrong with where the focus is: nothing for a good stop, "end" when it left the page or went round.
const stop = `(()=>{const e=document.activeElement;if(!e||e===document.body||e.dataset.stop===String(window.stops))return 'end';
if(e.dataset.stop)return 'end';e.dataset.stop=++window.stops;
const tell=t=>t+': '+e.tagName.toLowerCase()+' “'+(e.innerText||e.getAttribute('aria-label')||e.name||'').trim().replace(/\s+/g,' ').slice(0,60)+'”';
let ring=null;for(let x=getComputedStyle(e).clipPath==='none'?e:e.nextElementSibling??e;x&&x!==document.body;x=x.parentElement){const s=getComputedStyle(x);if(s.clipPath!=='none')continue;if(s.outlineStyle!=='none'&&parseFloat(s.outlineWidth)>=2||[...['::after','::before']].some(p=>{const q=getComputedStyle(x,p);return q.outlineStyle!=='none'&&parseFloat(q.outlineWidth)>=2})){ring=x;break}}
if(!ring)return tell('no ring is seen');
const r=ring.getBoundingClientRect(),x=r.left+Math.min(r.width/2,innerWidth/2),y=r.top+Math.min(r.height/2,20);
if(r.bottom<0||r.top>innerHeight)return tell('the focus is out of view');
const top=document.elementFromPoint(x,y);
if(top&&!ring.contains(top)&&!top.contains(ring))return tell('the focus is covered by '+top.tagName.toLowerCase()+'.'+top.className);
return ''})()`
